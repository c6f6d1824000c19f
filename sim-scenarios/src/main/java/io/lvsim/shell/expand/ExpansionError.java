package io.lvsim.shell.expand;

/** An expansion that cannot be done, in bash's words; it ends the line of commands it is on. */
public final class ExpansionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean endsShell;

  ExpansionError(String message, boolean endsShell) {
    super(message, null, false, false);
    this.endsShell = endsShell;
  }

  /** Like {@code x: unbound variable}. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Whether the script ends with it, as for a parameter that must be set. */
  public boolean endsShell() {
    return endsShell;
  }
}
