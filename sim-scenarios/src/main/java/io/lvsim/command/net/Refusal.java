package io.lvsim.command.net;

/** Ends a command where its arguments make no sense: the text for standard error, the status. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status the exit status, 0 to 255
   * @param text whole lines, line ends included; empty for none
   */
  public Refusal(int status, String text) {
    super(text, null, false, false);
    this.status = status;
  }

  /** The exit status. */
  public int status() {
    return status;
  }

  /** What goes to standard error. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
