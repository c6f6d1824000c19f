package io.lvsim.process;

/** Thrown inside a process at the point where it blocks, when it has been killed. */
public final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int signal;

  /** As if a signal had come, such as 13 for who writes to a pipe that nobody reads. */
  public Killed(int signal) {
    super("killed by signal " + signal, null, false, false);
    this.signal = signal;
  }

  /** The signal's number, such as 2 (INT), 13 (PIPE), 15 (TERM). */
  public int signal() {
    return signal;
  }
}
