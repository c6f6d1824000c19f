package io.lvsim.command.text;

import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import io.lvsim.shell.SignalNames;
import java.math.BigDecimal;
import java.util.List;

/** timeout(1): runs a command and kills it when it takes too long. */
final class Timeout implements Command {
  private static final int TIMED_OUT = 124;
  private static final int FAILED = 125;
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private static final Getopt OPTIONS =
      new Getopt("k:s:vpf")
          .untilFirstOperand()
          .named("kill-after", 'k')
          .named("signal", 's')
          .named("verbose", 'v')
          .named("preserve-status", 'p')
          .named("foreground", 'f');

  private final Launch launch;

  Timeout(CommandTable table) {
    launch = new Launch(table);
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return FAILED;
    }
    List<String> words = given.operands();
    if (words.size() < 2) {
      call.err().println("Try 'timeout --help' for more information.");
      return FAILED;
    }
    BigDecimal seconds = Durations.seconds(words.getFirst());
    if (seconds == null) {
      call.err().println("timeout: invalid time interval ‘" + words.getFirst() + "’");
      call.err().println("Try 'timeout --help' for more information.");
      return FAILED;
    }
    String signalName = given.value('s');
    int signal = signalName == null ? SIGTERM : SignalNames.number(signalName);
    if (signal < 0) {
      call.err().println("timeout: ‘" + signalName + "’: invalid signal");
      call.err().println("Try 'timeout --help' for more information.");
      return FAILED;
    }
    String command = words.get(1);
    if (!launch.knows(command)) {
      call.err()
          .println("timeout: failed to run command ‘" + command + "’: No such file or directory");
      return Launch.NOT_FOUND;
    }
    Process child = launch.start(call, command, words.subList(2, words.size()));
    return await(call, given, child, Durations.nanos(seconds), signal);
  }

  private static int await(
      Invocation call, Getopt.Given given, Process child, long nanos, int signal) {
    Process self = call.process();
    child.whenEnded(self::wake);
    try {
      if (nanos == 0) {
        self.await(child::ended);
      }
      if (self.await(child::ended, nanos)) {
        return child.exitStatus();
      }
      if (given.has('v')) {
        call.err().println("timeout: sending signal " + SignalNames.name(signal) + " to command");
      }
      child.kill(signal);
      self.await(child::ended);
    } catch (Killed killed) {
      child.kill(killed.signal());
      throw killed;
    }
    boolean passesOn = given.has('p') || signal == SIGKILL;
    return passesOn ? child.exitStatus() : TIMED_OUT;
  }
}
