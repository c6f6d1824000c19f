package io.lvsim.command.socket;

/** Ends socat with a line of its log at level E and exit status 1. */
final class SocatError extends Exception {
  private static final long serialVersionUID = 1L;

  SocatError(String text) {
    super(text, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
