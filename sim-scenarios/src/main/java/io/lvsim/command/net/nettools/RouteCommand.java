package io.lvsim.command.net.nettools;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.GetOpt.LongOption;
import io.lvsim.command.net.Refusal;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.List;

/** route: shows the main table, adds and deletes routes. */
public final class RouteCommand implements Command {
  private static final String VERSION =
      "net-tools 2.10\n+NEW_ADDRT +RTF_IRTT +RTF_REJECT +I18N +SELINUX\n"
          + "AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE"
          + " -BLUETOOTH\n"
          + "HW:  +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT"
          + " +FDDI +HIPPI +HDLC/LAPB +EUI64 \n";
  private static final List<LongOption> LONG =
      List.of(
          LongOption.flag("extend", 'e'),
          LongOption.flag("verbose", 'v'),
          LongOption.flag("version", 'V'),
          LongOption.flag("numeric", 'n'),
          LongOption.flag("symbolic", 'N'),
          LongOption.flag("protocol", 'A'),
          LongOption.flag("cache", 'C'),
          LongOption.flag("fib", 'F'),
          LongOption.flag("help", 'h'),
          LongOption.flag("inet", '4'));

  @Override
  public int run(Invocation call) {
    try {
      return run(call, call.arguments());
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static int run(Invocation call, List<String> words) throws Refusal {
    int extended = 0;
    boolean numeric = false;
    int command = firstCommand(words);
    GetOpt getopt = new GetOpt("route", words.subList(0, command), "A:eCFhnN64Vv?", LONG);
    for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
      switch (option) {
        case 'e' -> extended++;
        case 'n' -> numeric = true;
        case 'V' -> {
          call.out().print(VERSION);
          return 0;
        }
        case 'h' -> {
          call.err().print(Usage.ROUTE);
          return 0;
        }
        case 'v', 'F', 'N', '4', 'A' -> {}
        case 'C', '6' -> throw new Refusal(1, "route: -" + (char) option + " is not modelled.\n");
        default -> throw new Refusal(0, getopt.error() + Usage.ROUTE);
      }
    }
    List<String> rest = words.subList(command, words.size());
    if (rest.isEmpty()) {
      new RouteTableText(call, numeric, extended).print();
      return 0;
    }
    return switch (rest.getFirst()) {
      case "add", "del" -> new RouteChange(call, rest).run();
      case "flush" -> throw new Refusal(3, "Flushing `inet' routing table not supported\n");
      default -> throw new Refusal(3, Usage.ROUTE);
    };
  }

  private static int firstCommand(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).startsWith("-")) {
        return i;
      }
    }
    return words.size();
  }
}
