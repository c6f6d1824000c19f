package io.lvsim.shell;

import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.shell.grammar.Command;
import io.lvsim.shell.grammar.Command.Item;
import io.lvsim.shell.grammar.Command.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs pipelines, a process for each stage, and commands in the background. */
final class Pipelines {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Interpreter shell;

  Pipelines(Interpreter shell) {
    this.shell = shell;
  }

  int run(Pipeline pipeline) {
    long startedAtNanos = shell.terminal().nowNanos();
    int status = pipeline.negated() ? negated(pipeline) : stages(pipeline.stages());
    if (pipeline.timed()) {
      tellTime(shell.terminal().nowNanos() - startedAtNanos, pipeline.timedPosix());
    }
    return status;
  }

  private int negated(Pipeline pipeline) {
    shell.state().failuresAllowed++;
    try {
      return stages(pipeline.stages()) == 0 ? 1 : 0;
    } finally {
      shell.state().failuresAllowed--;
    }
  }

  private int stages(List<Command> stages) {
    return switch (stages.size()) {
      case 0 -> 0;
      case 1 -> shell.execute(stages.getFirst());
      default -> connected(stages);
    };
  }

  private int connected(List<Command> stages) {
    List<Process> processes = start(stages);
    Process self = shell.process();
    processes.forEach(stage -> stage.whenEnded(self::wake));
    try {
      self.await(() -> processes.stream().allMatch(Process::ended));
    } catch (Killed killed) {
      processes.forEach(stage -> stage.kill(killed.signal()));
      throw killed;
    }
    List<Integer> statuses = processes.stream().map(Process::exitStatus).toList();
    shell.state().pipeStatus = statuses;
    return status(statuses);
  }

  private int status(List<Integer> statuses) {
    int last = statuses.getLast();
    if (shell.state().longOptions.contains("pipefail")) {
      return statuses.reversed().stream().filter(status -> status != 0).findFirst().orElse(0);
    }
    return last;
  }

  private List<Process> start(List<Command> stages) {
    List<Descriptors> files = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      files.add(shell.descriptors().copy());
    }
    for (int i = 0; i + 1 < stages.size(); i++) {
      Pipe pipe = new Pipe(shell.terminal().budget());
      files.get(i).set(1, pipe.writer());
      files.get(i + 1).set(0, pipe.reader());
    }
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Process stage = start(stages.get(i), files.get(i), "stage " + (i + 1));
      shell.terminal().net().adopt(stage);
      processes.add(stage);
    }
    return processes;
  }

  /** Starts a subshell as a process of its own, which closes its files at its end. */
  Process start(Command body, Descriptors files, String purpose) {
    String name = shell.terminal().machine().name() + " " + purpose;
    ShellState copy = shell.state().copy();
    Process started =
        Process.start(
            shell.process().simulation(),
            name,
            self -> {
              Interpreter inner = shell.subshell(self, copy, files);
              return inner.untilExit(() -> inner.execute(body));
            });
    started.whenEnded(files::close);
    return started;
  }

  /** Starts a command that the shell does not wait for. */
  int startInBackground(Item item) {
    shell.terminal().budget().spendCommand();
    Descriptors files = shell.descriptors().copy();
    files.set(0, new TextSource(""));
    int processId = shell.terminal().machine().nextProcessId();
    Process started = start(item.command(), files, "job " + processId);
    shell.terminal().net().adopt(processId, started);
    shell.state().jobs.add(processId, started, item.source());
    return 0;
  }

  private void tellTime(long nanos, boolean posix) {
    ByteSink err = shell.descriptors().err();
    double seconds = (double) nanos / NANOS_PER_SECOND;
    if (posix) {
      err.print(String.format(Locale.ROOT, "real %.2f\nuser 0.00\nsys 0.00\n", seconds));
      return;
    }
    long minutes = nanos / NANOS_PER_SECOND / 60;
    err.print(
        String.format(
            Locale.ROOT,
            "\nreal\t%dm%.3fs\nuser\t0m0.000s\nsys\t0m0.000s\n",
            minutes,
            seconds - minutes * 60));
  }
}
