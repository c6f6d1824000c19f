package io.lvsim.process;

/** What a process runs. It may block in virtual time through its process. */
@FunctionalInterface
public interface Program {
  /**
   * Runs to its end.
   *
   * @param self the process that runs it
   * @return the exit status, 0 to 255
   */
  int run(Process self);
}
