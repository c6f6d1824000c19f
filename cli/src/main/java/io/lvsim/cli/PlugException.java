package io.lvsim.cli;

/** Why an interface cannot be plugged into a lab that is being built. */
final class PlugException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlugException(String message) {
    super(message);
  }
}
