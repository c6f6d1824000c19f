package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.TimeFormat;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** date(1): the lab's time, which is virtual time from the lab's epoch on, in UTC. */
final class Date implements Command {
  private static final Getopt OPTIONS =
      new Getopt("ud:I::Rs:r:f:P:")
          .named("utc", 'u')
          .named("universal", 'u')
          .named("date", 'd')
          .named("iso-8601", 'I')
          .named("rfc-email", 'R')
          .named("rfc-3339", 'P')
          .named("set", 's')
          .named("reference", 'r');

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    ZonedDateTime now =
        call.machine()
            .lab()
            .epoch()
            .plusNanos(call.process().simulation().now())
            .atZone(ZoneOffset.UTC);
    String written = given.value('d');
    ZonedDateTime time = written == null ? now : DateWords.read(written, now);
    if (time == null) {
      call.err().println("date: invalid date ‘" + written + "’");
      return 1;
    }
    if (given.has('s')) {
      call.err().println("date: cannot set date: Operation not permitted");
      return 1;
    }
    List<String> operands = given.operands();
    if (operands.size() > 1) {
      call.err().println("date: extra operand ‘" + operands.get(1) + "’");
      call.err().println("Try 'date --help' for more information.");
      return 1;
    }
    if (!operands.isEmpty() && !operands.getFirst().startsWith("+")) {
      call.err().println("date: invalid date ‘" + operands.getFirst() + "’");
      return 1;
    }
    String format = operands.isEmpty() ? standardFormat(given) : operands.getFirst().substring(1);
    call.out().println(TimeFormat.format(format, time));
    return 0;
  }

  private static String standardFormat(Getopt.Given given) {
    if (given.has('R')) {
      return "%a, %d %b %Y %H:%M:%S +0000";
    }
    if (given.has('I')) {
      return iso(given.value('I'), "T");
    }
    if (given.has('P')) {
      return iso(given.value('P'), " ");
    }
    return "%a %b %e %H:%M:%S UTC %Y";
  }

  private static String iso(@Nullable String precision, String between) {
    return switch (precision == null ? "" : precision) {
      case "hours" -> "%F" + between + "%H+00:00";
      case "minutes" -> "%F" + between + "%H:%M+00:00";
      case "seconds" -> "%F" + between + "%T+00:00";
      case "ns" -> "%F" + between + "%T" + (between.equals("T") ? "," : ".") + "%N+00:00";
      default -> "%F";
    };
  }
}
