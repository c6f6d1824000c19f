package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.math.BigDecimal;

/** sleep(1): lets virtual time pass; several durations add up. */
final class Sleep implements Command {
  private static final Getopt OPTIONS = new Getopt("");

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 1;
    }
    if (given.operands().isEmpty()) {
      call.err().print("sleep: missing operand\nTry 'sleep --help' for more information.\n");
      return 1;
    }
    BigDecimal seconds = BigDecimal.ZERO;
    boolean wrong = false;
    for (String written : given.operands()) {
      BigDecimal duration = Durations.seconds(written);
      if (duration == null) {
        call.err().println("sleep: invalid time interval ‘" + written + "’");
        wrong = true;
      } else {
        seconds = seconds.add(duration);
      }
    }
    if (wrong) {
      call.err().println("Try 'sleep --help' for more information.");
      return 1;
    }
    call.process().sleep(Durations.nanos(seconds));
    return 0;
  }
}
