package io.lvsim.shell;

import io.lvsim.process.Process;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** jobs, wait and kill. */
final class JobBuiltins {
  private static final String KILL_SYNOPSIS =
      "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]";

  private JobBuiltins() {}

  static int jobs(Interpreter shell, Builtin.Call call) {
    boolean ids = call.count() > 0 && call.argument(0).equals("-p");
    Jobs jobs = shell.state().jobs;
    List<Jobs.Job> all = jobs.all();
    for (int i = 0; i < all.size(); i++) {
      Jobs.Job job = all.get(i);
      char mark = i == all.size() - 1 ? '+' : i == all.size() - 2 ? '-' : ' ';
      String line =
          String.format("[%d]%c  %-23s %s", job.number(), mark, job.state(), job.source());
      boolean running = !job.process().ended();
      shell
          .descriptors()
          .out()
          .println(ids ? String.valueOf(job.processId()) : running ? line + " &" : line);
      if (!running) {
        jobs.forget(job);
      }
    }
    return 0;
  }

  static int waitFor(Interpreter shell, Builtin.Call call) {
    Jobs jobs = shell.state().jobs;
    List<String> wanted = call.arguments().stream().filter(word -> !word.equals("-f")).toList();
    if (wanted.equals(List.of("-n"))) {
      return waitForAny(shell);
    }
    if (wanted.isEmpty()) {
      jobs.all().stream().filter(jobs::owns).forEach(job -> await(shell, job));
      return 0;
    }
    int status = 0;
    for (String one : wanted) {
      Jobs.Job job = find(shell, one);
      if (job != null && jobs.owns(job)) {
        status = await(shell, job);
      } else if (one.startsWith("%")) {
        status = call.fail(shell, one + ": no such job", 127);
      } else if (one.matches("\\d+")) {
        status = call.fail(shell, "pid " + one + " is not a child of this shell", 127);
      } else {
        status = call.fail(shell, "`" + one + "': not a pid or valid job spec", 1);
      }
    }
    return status;
  }

  private static int waitForAny(Interpreter shell) {
    Jobs jobs = shell.state().jobs;
    List<Jobs.Job> all = jobs.all().stream().filter(jobs::owns).toList();
    if (all.isEmpty()) {
      return 127;
    }
    all.forEach(job -> job.process().whenEnded(shell.process()::wake));
    shell.process().await(() -> all.stream().anyMatch(job -> job.process().ended()));
    Jobs.Job first = all.stream().filter(job -> job.process().ended()).findFirst().orElseThrow();
    shell.state().jobs.forget(first);
    return first.process().exitStatus();
  }

  private static int await(Interpreter shell, Jobs.Job job) {
    Process process = job.process();
    process.whenEnded(shell.process()::wake);
    shell.process().await(process::ended);
    shell.state().jobs.forget(job);
    return process.exitStatus();
  }

  private static Jobs.@Nullable Job find(Interpreter shell, String written) {
    Jobs jobs = shell.state().jobs;
    if (written.startsWith("%")) {
      return jobs.find(written);
    }
    return written.matches("\\d{1,9}") ? jobs.withProcess(Integer.parseInt(written)) : null;
  }

  static int kill(Interpreter shell, Builtin.Call call) {
    if (call.count() == 0) {
      return call.usage(shell, KILL_SYNOPSIS);
    }
    if (call.argument(0).equals("-l") || call.argument(0).equals("-L")) {
      return listSignals(shell, call);
    }
    int signal = Signals.TERMINATE;
    List<String> targets = new ArrayList<>(call.arguments());
    String first = targets.getFirst();
    if (first.equals("-s") || first.equals("-n")) {
      targets.removeFirst();
      if (targets.isEmpty()) {
        return call.fail(shell, first + ": option requires an argument", 1);
      }
      signal = Signals.number(targets.removeFirst());
    } else if (first.startsWith("-") && !first.equals("--")) {
      signal = Signals.number(targets.removeFirst().substring(1));
    }
    if (signal < 0) {
      return call.fail(shell, first.replaceFirst("^-", "") + ": invalid signal specification", 1);
    }
    targets.remove("--");
    return targets.isEmpty()
        ? call.usage(shell, KILL_SYNOPSIS)
        : killAll(shell, call, targets, signal);
  }

  private static int killAll(
      Interpreter shell, Builtin.Call call, List<String> targets, int signal) {
    int status = 0;
    for (String target : targets) {
      Jobs.Job job = find(shell, target);
      if (target.equals(String.valueOf(shell.terminal().processId())) && signal != 0) {
        throw new io.lvsim.process.Killed(signal);
      }
      if (job != null && !job.process().ended()) {
        if (signal != 0) {
          job.process().kill(signal);
        }
      } else if (job == null && signal(shell, target, signal)) {
        continue;
      } else if (target.startsWith("%") && job == null) {
        status = call.fail(shell, target + ": no such job", 1);
      } else if (job != null || target.matches("-?\\d+")) {
        String id = job == null ? target : String.valueOf(job.processId());
        status = call.fail(shell, "(" + id + ") - No such process", 1);
      } else {
        status = call.fail(shell, target + ": arguments must be process or job IDs", 1);
      }
    }
    return status;
  }

  /** Sends a signal to a process that is no job of this shell; false if there is none. */
  private static boolean signal(Interpreter shell, String target, int signal) {
    Process process =
        target.matches("\\d{1,9}")
            ? shell.terminal().machine().running().process(Integer.parseInt(target))
            : null;
    if (process != null && signal != 0) {
      process.kill(signal);
    }
    return process != null;
  }

  private static int listSignals(Interpreter shell, Builtin.Call call) {
    ByteSink out = shell.descriptors().out();
    for (String one : call.from(1)) {
      boolean status = one.matches("1[2-9]\\d");
      int number = status ? Integer.parseInt(one) - 128 : Signals.number(one);
      String name = Signals.name(number);
      if (name == null) {
        return call.fail(shell, one + ": invalid signal specification", 1);
      }
      out.println(one.matches("\\d+") ? name : String.valueOf(number));
    }
    if (call.count() == 1) {
      StringBuilder table = new StringBuilder();
      for (int i = 1; i <= 31; i++) {
        table.append(String.format("%2d) SIG%s%s", i, Signals.name(i), i % 5 == 0 ? "\n" : "\t"));
      }
      out.println(table.toString());
    }
    return 0;
  }

  static int noJobControl(Interpreter shell, Builtin.Call call) {
    return call.fail(shell, "no job control", 1);
  }
}
