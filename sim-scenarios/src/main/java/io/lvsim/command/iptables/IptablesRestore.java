package io.lvsim.command.iptables;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.GetOpt.LongOption;
import io.lvsim.command.net.Paths;
import io.lvsim.host.HostException;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** iptables-restore: carries out what iptables-save wrote. */
public final class IptablesRestore implements Command {
  private static final List<LongOption> LONG =
      List.of(
          LongOption.flag("counters", 'c'),
          LongOption.flag("verbose", 'v'),
          LongOption.flag("version", 'V'),
          LongOption.flag("test", 't'),
          LongOption.flag("help", 'h'),
          LongOption.flag("noflush", 'n'),
          LongOption.with("modprobe", 'M'),
          LongOption.with("table", 'T'),
          LongOption.flag("wait", 'w'),
          LongOption.with("wait-interval", 'W'));

  @Override
  public int run(Invocation call) {
    boolean counters = false;
    boolean keep = false;
    boolean testOnly = false;
    String onlyTable = "";
    GetOpt getopt = new GetOpt(call.name(), call.arguments(), "bcvVthnwW:M:T:", LONG);
    for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
      switch (option) {
        case 'c' -> counters = true;
        case 'n' -> keep = true;
        case 't' -> testOnly = true;
        case 'T' -> onlyTable = getopt.argument();
        case 'V' -> {
          call.out().println("iptables-restore " + Version.TEXT);
          return 0;
        }
        case GetOpt.BAD -> {
          call.err().print(getopt.error());
          call.err().println("Try `iptables-restore -h' for more information.");
          return 1;
        }
        default -> {}
      }
    }
    String text;
    try {
      text = read(call, getopt.operands());
    } catch (HostException refused) {
      String file = getopt.operands().getFirst();
      call.err().println("Can't open " + file + ": " + refused.errno().text());
      return 1;
    }
    RestoreRun run = new RestoreRun(call.net(), counters, keep, testOnly, onlyTable);
    int status = run.run(text);
    call.err().print(run.complaints());
    return status;
  }

  private static String read(Invocation call, List<String> operands) throws HostException {
    byte[] bytes =
        operands.isEmpty()
            ? call.in().readAll()
            : call.files().read(Paths.absolute(call, operands.getFirst()));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
