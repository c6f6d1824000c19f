package io.lvsim.daemon.ldirectord;

import io.lvsim.process.Process;
import io.lvsim.shell.Shell;

/** Runs what the configuration names for events and checks, in the machine's shell. */
final class ShellCommands {
  /** The status of what ran longer than it was allowed to. */
  static final int TIMED_OUT = -1;

  private static final int TERM = 15;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Instance instance;

  ShellCommands(Instance instance) {
    this.instance = instance;
  }

  /** Runs a command line to its end; a failure is logged (system_wrapper). */
  void run(String line) {
    Process child = start(line);
    instance.process().await(child::ended);
    if (child.exitStatus() != 0) {
      instance.log("system(" + line + ") failed: " + instance.lastError());
    }
  }

  /** Runs a command line, but not for longer than some seconds; 0 seconds are no limit. */
  int run(String line, int timeoutSeconds) {
    Process child = start(line);
    long limit = timeoutSeconds == 0 ? Long.MAX_VALUE / 2 : timeoutSeconds * NANOS_PER_SECOND;
    boolean ended = instance.process().await(child::ended, limit);
    if (!ended) {
      child.kill(TERM);
      return TIMED_OUT;
    }
    return child.exitStatus();
  }

  private Process start(String line) {
    Shell shell = new Shell(instance.machine, instance.commands);
    Process child = shell.start(line, bytes -> {}, bytes -> {});
    child.whenEnded(instance.process()::wake);
    return child;
  }
}
