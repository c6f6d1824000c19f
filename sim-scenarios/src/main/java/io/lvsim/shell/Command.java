package io.lvsim.shell;

/** A program that the lab shell runs by name. */
@FunctionalInterface
public interface Command {
  /**
   * Runs it.
   *
   * @return the exit status, 0 to 255
   */
  int run(Invocation call);
}
