package io.lvsim.command.text.awk;

/** A program that makes no sense, or that fails while it runs. */
final class AwkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AwkException(String text) {
    super(text, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
