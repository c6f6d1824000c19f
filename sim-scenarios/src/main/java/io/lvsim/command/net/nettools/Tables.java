package io.lvsim.command.net.nettools;

import io.lvsim.host.Interface;
import io.lvsim.shell.Invocation;
import java.util.Comparator;

/** The tables that netstat shares with route and ifconfig. */
public final class Tables {
  /** What netstat prints when it is used wrongly. */
  public static final String NETSTAT_USAGE = Usage.NETSTAT;

  private Tables() {}

  /** netstat -r. */
  public static void printRoutes(Invocation call, boolean numeric) {
    new RouteTableText(call, numeric, 1).print();
  }

  /** netstat -i: the interfaces that are up. */
  public static void printInterfaces(Invocation call) {
    call.out().println("Kernel Interface table");
    call.out().println(InterfaceListing.BRIEF_HEADER);
    call.net().host().interfaces().stream()
        .filter(Interface::isUp)
        .sorted(Comparator.comparing(Interface::name))
        .forEach(device -> call.out().print(InterfaceListing.briefText(device)));
  }
}
