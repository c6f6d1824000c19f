package io.lvsim.scenario.run;

import io.lvsim.process.Process;
import java.util.List;

/** Types a script on a terminal, command by command, as one would by hand. */
final class ScriptRun {
  private static final int SIGKILL = 9;

  private final Terminal terminal;
  private final Clockwork clockwork;
  private String running = "";
  private int exitStatus;

  ScriptRun(Terminal terminal, Clockwork clockwork) {
    this.terminal = terminal;
    this.clockwork = clockwork;
  }

  /**
   * Types it and waits for its end in virtual time; what has not ended by then is killed.
   *
   * @return whether it ended in time
   */
  boolean run(String script, long timeoutNanos) {
    terminal.clear();
    long limitNanos = clockwork.now() + timeoutNanos;
    for (String command : CommandLines.split(script)) {
      running = command.strip();
      Process process = terminal.type(command);
      if (!endsBy(process, limitNanos)) {
        process.kill(SIGKILL);
        clockwork.runUntil(process::ended, clockwork.now());
        return false;
      }
      exitStatus = process.exitStatus();
    }
    return true;
  }

  private boolean endsBy(Process process, long limitNanos) {
    boolean stopped =
        clockwork.runUntil(() -> process.ended() || terminal.overflowed(), limitNanos);
    if (terminal.overflowed()) {
      throw new LimitExceeded("the step printed more than a step may: " + running);
    }
    return stopped;
  }

  /** The command that was typed last. */
  String running() {
    return running;
  }

  /** Of the command that was typed last. */
  int exitStatus() {
    return exitStatus;
  }

  /** What the terminal has shown since the script began. */
  List<String> outputLines() {
    return terminal.lines();
  }
}
