package io.lvsim.shell.grammar;

/** A place where a script is not of the language, in bash's words. */
public final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  SyntaxError(int line, int column, String message) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }

  /** What is wrong, such as {@code syntax error near unexpected token `fi'}. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
