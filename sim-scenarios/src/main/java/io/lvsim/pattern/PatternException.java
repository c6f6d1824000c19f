package io.lvsim.pattern;

/** A pattern that is not one, or that costs too much to match. */
public final class PatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PatternException(String message) {
    super(message, null, false, false);
  }

  /** What is wrong, in the words of the GNU C library's regerror(3). */
  public String text() {
    return String.valueOf(getMessage());
  }
}
