package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import io.lvsim.shell.TimeFormat;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;

/**
 * watch(1): runs a command every two seconds, until it is killed. Each time's output follows the
 * one before, as on a terminal that keeps what has scrolled away.
 */
final class Watch implements Command {
  private static final int SCREEN_COLUMNS = 80;
  private static final String SYNOPSIS = "\nUsage:\n watch [options] command\n";

  private static final Getopt OPTIONS =
      new Getopt("bcd::eg::n:ptwxq:")
          .untilFirstOperand()
          .named("interval", 'n')
          .named("no-title", 't')
          .named("errexit", 'e')
          .named("chgexit", 'g')
          .named("differences", 'd')
          .named("precise", 'p')
          .named("exec", 'x');

  private final Launch launch;

  Watch(CommandTable table) {
    launch = new Launch(table);
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call, SYNOPSIS);
    if (given == null || given.operands().isEmpty()) {
      if (given != null) {
        call.err().print(SYNOPSIS);
      }
      return 1;
    }
    String interval = given.value('n');
    BigDecimal seconds = interval == null ? BigDecimal.TWO : Durations.seconds(interval);
    if (seconds == null) {
      call.err().println("watch: failed to parse argument: '" + interval + "'");
      return 1;
    }
    BigDecimal atLeast = seconds.max(new BigDecimal("0.1"));
    while (true) {
      int status = once(call, given, atLeast);
      if (status != 0 && given.has('e')) {
        return 8;
      }
      call.process().sleep(Durations.nanos(atLeast));
    }
  }

  private int once(Invocation call, Getopt.Given given, BigDecimal seconds) {
    List<String> words = given.operands();
    if (!given.has('t')) {
      call.out().print(title(call, String.join(" ", words), seconds) + "\n\n");
    }
    return given.has('x')
        ? launch.run(call, words.getFirst(), words.subList(1, words.size()))
        : launch.run(call, "sh", List.of("-c", String.join(" ", words)));
  }

  private static String title(Invocation call, String command, BigDecimal seconds) {
    var now =
        call.machine()
            .lab()
            .epoch()
            .plusNanos(call.process().simulation().now())
            .atZone(ZoneOffset.UTC);
    String left = String.format("Every %.1fs: %s", seconds, command);
    String right = call.machine().name() + ": " + TimeFormat.format("%a %b %e %H:%M:%S %Y", now);
    int blanks = Math.max(1, SCREEN_COLUMNS - left.length() - right.length());
    return left + " ".repeat(blanks) + right;
  }
}
