package io.lvsim.shell;

/** A script that is not of the language. */
public final class ShellSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** Line and column count from 1 within the script. */
  public ShellSyntaxException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
