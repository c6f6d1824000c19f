package io.lvsim.command.net.nettools;

import io.lvsim.host.Interface;
import io.lvsim.host.Route;
import io.lvsim.lab.NameService;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import java.util.Locale;

/** The table of route -n and netstat -rn (rprint_fib). */
final class RouteTableText {
  private final Invocation call;
  private final boolean numeric;
  private final int extended;

  /**
   * @param extended 0 for route, 1 for -e and netstat, 2 for -ee
   */
  RouteTableText(Invocation call, boolean numeric, int extended) {
    this.call = call;
    this.numeric = numeric;
    this.extended = extended;
  }

  void print() {
    call.out().println("Kernel IP routing table");
    call.out().println(header());
    for (Route route : call.net().host().routes().list(Route.MAIN_TABLE)) {
      if (route.type() != Route.Type.LOCAL && route.type() != Route.Type.BROADCAST) {
        call.out().println(line(route));
      }
    }
  }

  private String header() {
    String start = "Destination     Gateway         Genmask         Flags ";
    return switch (extended) {
      case 0 -> start + "Metric Ref    Use Iface";
      case 1 -> start + "  MSS Window  irtt Iface";
      default -> start + "Metric Ref    Use Iface    MSS   Window irtt";
    };
  }

  private String line(Route route) {
    Interface out = route.out();
    boolean refusing = out == null;
    String start =
        String.format(
            Locale.ROOT,
            "%-15s %-15s %-15s %-5s ",
            destination(route),
            refusing ? "-" : gateway(route),
            Ipv4Address.format(Ipv4Address.mask(route.prefixLength())),
            flags(route));
    String device = out == null ? "-" : out.name();
    return switch (extended) {
      case 0 -> start + counts(route, refusing) + " " + device;
      case 1 -> start + (refusing ? "    - -          - -" : "    0 0          0 " + device);
      default ->
          start
              + counts(route, refusing)
              + String.format(
                  Locale.ROOT,
                  " %-8s %-5s %-6s %s",
                  device,
                  zero(refusing),
                  zero(refusing),
                  zero(refusing));
    };
  }

  private static String zero(boolean refusing) {
    return refusing ? "-" : "0";
  }

  private static String counts(Route route, boolean refusing) {
    return String.format(Locale.ROOT, "%-6d %-2s %7d", route.metric(), zero(refusing), 0);
  }

  private String destination(Route route) {
    if (route.prefixLength() == 0 && !numeric) {
      return "default";
    }
    boolean host = route.prefixLength() == 32;
    return host ? name(route.prefix()) : Ipv4Address.format(route.prefix());
  }

  private String gateway(Route route) {
    return route.gateway() == 0 ? "0.0.0.0" : name(route.gateway());
  }

  private String name(int address) {
    String name = numeric ? null : new NameService(call.files()).host(address);
    return name == null ? Ipv4Address.format(address) : name;
  }

  private static String flags(Route route) {
    boolean host = route.prefixLength() == 32;
    if (route.out() == null) {
      return host ? "!H" : "!";
    }
    return "U" + (route.gateway() != 0 ? "G" : "") + (host ? "H" : "");
  }
}
