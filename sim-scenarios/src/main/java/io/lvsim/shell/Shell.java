package io.lvsim.shell;

import io.lvsim.lab.Machine;
import io.lvsim.process.Process;

/**
 * A terminal on a machine: variables, background jobs and the current directory live between runs.
 */
public final class Shell {
  public Shell(Machine machine, CommandTable commands) {
    throw new IllegalStateException("being built");
  }

  /**
   * Starts a script; the simulation is then run by the caller until the process has ended.
   *
   * @param out where standard output and standard error go, interleaved, when not redirected
   */
  public Process start(String script, ByteSink out, ByteSink err) {
    throw new IllegalStateException("being built");
  }

  /**
   * Checks a script's grammar without running it. @throws ShellSyntaxException with line and column
   */
  public static void check(String script) throws ShellSyntaxException {
    throw new IllegalStateException("being built");
  }
}
