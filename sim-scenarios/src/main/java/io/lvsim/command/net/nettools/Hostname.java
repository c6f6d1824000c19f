package io.lvsim.command.net.nettools;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.GetOpt.LongOption;
import io.lvsim.command.net.Refusal;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.lab.NameService;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import java.util.OptionalInt;

/** hostname 3.23: shows the machine's name or its addresses. */
public final class Hostname implements Command {
  private static final int FAILURE = 255;
  private static final List<LongOption> LONG =
      List.of(
          LongOption.flag("short", 's'),
          LongOption.flag("fqdn", 'f'),
          LongOption.flag("long", 'f'),
          LongOption.flag("domain", 'd'),
          LongOption.flag("ip-address", 'i'),
          LongOption.flag("all-ip-addresses", 'I'),
          LongOption.flag("alias", 'a'),
          LongOption.flag("help", 'h'),
          LongOption.flag("version", 'V'));

  @Override
  public int run(Invocation call) {
    try {
      call.out().println(answer(call));
      return 0;
    } catch (Refusal refusal) {
      call.err().print(refusal.text());
      return refusal.status();
    }
  }

  private static String answer(Invocation call) throws Refusal {
    String name = call.machine().name();
    String answer = name;
    GetOpt getopt = new GetOpt("hostname", call.arguments(), "aAbdfF:hiIsVy", LONG);
    for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
      answer =
          switch (option) {
            case 's' -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            case 'f' -> name;
            case 'd' -> name.contains(".") ? name.substring(name.indexOf('.') + 1) : "";
            case 'i' -> Ipv4Address.format(lookUp(call, name));
            case 'I' -> allAddresses(call);
            case 'a', 'y', 'A' -> "";
            case 'V' -> "hostname 3.23";
            case 'h' -> Usage.HOSTNAME.stripTrailing();
            case GetOpt.BAD -> throw new Refusal(FAILURE, getopt.error() + Usage.HOSTNAME);
            default ->
                throw new Refusal(1, "hostname: -" + (char) option + " is not modelled here.\n");
          };
    }
    if (!getopt.operands().isEmpty()) {
      throw new Refusal(1, "hostname: changing the name is not modelled in this lab.\n");
    }
    return answer;
  }

  private static int lookUp(Invocation call, String name) throws Refusal {
    OptionalInt address = new NameService(call.files()).address(name);
    if (address.isEmpty()) {
      throw new Refusal(1, "hostname: Temporary failure in name resolution\n");
    }
    return address.getAsInt();
  }

  private static String allAddresses(Invocation call) {
    StringBuilder all = new StringBuilder();
    for (Interface device : call.net().host().interfaces()) {
      for (InterfaceAddress address : device.addresses()) {
        if (!device.isLoopback() || address.local() >>> 24 != 127) {
          all.append(Ipv4Address.format(address.local())).append(' ');
        }
      }
    }
    return all.toString();
  }
}
