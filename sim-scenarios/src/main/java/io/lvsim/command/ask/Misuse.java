package io.lvsim.command.ask;

/** A line or an option that ask does not understand; the message is in its words. */
final class Misuse extends Exception {
  private static final long serialVersionUID = 1L;

  Misuse(String message) {
    super(message);
  }
}
