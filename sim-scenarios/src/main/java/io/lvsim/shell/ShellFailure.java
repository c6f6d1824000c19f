package io.lvsim.shell;

/** An error that ends the line of commands it happens in, such as an assignment refused. */
final class ShellFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ShellFailure(String text, int status) {
    super(text, null, false, false);
    this.status = status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  int status() {
    return status;
  }
}
