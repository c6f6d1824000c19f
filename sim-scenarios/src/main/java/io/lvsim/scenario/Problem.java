package io.lvsim.scenario;

/**
 * Something wrong in a scenario file.
 *
 * @param message what is wrong, and what was expected
 */
public record Problem(Position position, String message) {
  /** As compilers say it: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
