package io.lvsim.command.text;

/** A sed script that makes no sense, in sed's words. */
final class SedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  SedException(String text) {
    this(text, 1);
  }

  SedException(String text, int status) {
    super(text, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
