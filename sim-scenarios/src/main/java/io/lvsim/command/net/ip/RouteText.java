package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Route;
import io.lvsim.wire.Ipv4Address;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of route types, tables and protocols, and how ip prints a route (print_route). */
final class RouteText {
  /** Fields that a selection makes superfluous. */
  enum Field {
    VIA,
    DEVICE,
    TABLE,
    PROTOCOL,
    SCOPE,
    SOURCE,
    METRIC
  }

  /** In the order in which a shortened name is looked up (rtnl_rtntype_a2n). */
  private static final List<String> TYPES =
      List.of(
          "local",
          "nat",
          "broadcast",
          "brd",
          "anycast",
          "multicast",
          "prohibit",
          "unreachable",
          "blackhole",
          "xresolve",
          "unicast",
          "throw");

  private static final List<String> PROTOCOLS =
      List.of(
          "unspec",
          "redirect",
          "kernel",
          "boot",
          "static",
          "gated",
          "ra",
          "zebra",
          "bird",
          "dhcp",
          "keepalived",
          "babel",
          "bgp",
          "isis",
          "ospf",
          "rip",
          "eigrp");

  private RouteText() {}

  /** The full name of a type; null for none. */
  static @Nullable String typeNamed(String word) {
    for (String type : TYPES) {
      boolean whole = type.equals("local") || type.equals("nat") || type.equals("brd");
      if (whole ? word.equals(type) : Words.shortens(word, type)) {
        return type;
      }
    }
    return null;
  }

  static Route.Type type(String name) throws Refusal {
    return switch (name) {
      case "local" -> Route.Type.LOCAL;
      case "broadcast", "brd" -> Route.Type.BROADCAST;
      case "unicast" -> Route.Type.UNICAST;
      case "unreachable" -> Route.Type.UNREACHABLE;
      case "blackhole" -> Route.Type.BLACKHOLE;
      case "prohibit" -> Route.Type.PROHIBIT;
      default -> throw Words.notModelled("route type " + name);
    };
  }

  static String protocol(String word) throws Refusal {
    if (PROTOCOLS.contains(word)) {
      return word;
    }
    Integer number = Words.byteNumber(word);
    if (number == null) {
      throw Words.wrong(word, "\"protocol\" value is invalid\n");
    }
    return number < 5 ? PROTOCOLS.get(number) : Integer.toString(number);
  }

  static String table(String word) throws Refusal {
    return switch (word) {
      case "main", "254" -> Route.MAIN_TABLE;
      case "local", "255" -> Route.LOCAL_TABLE;
      default -> {
        if (word.equals("default") || Words.byteNumber(word) != null) {
          throw Words.notModelled("route table " + word);
        }
        throw Words.wrong(word, "\"table\" value is invalid\n");
      }
    };
  }

  /** One route as ip route show prints it, a blank at the end. */
  static String line(Route route, Set<Field> without) {
    StringBuilder line = new StringBuilder();
    if (route.type() != Route.Type.UNICAST) {
      line.append(route.type().name().toLowerCase(Locale.ROOT)).append(' ');
    }
    line.append(route.prefixText()).append(' ');
    Interface out = route.out();
    add(line, "via", route.gateway() != 0 && !without.contains(Field.VIA), route.gateway());
    if (out != null && !without.contains(Field.DEVICE)) {
      line.append("dev ").append(out.name()).append(' ');
    }
    if (!route.table().equals(Route.MAIN_TABLE) && !without.contains(Field.TABLE)) {
      line.append("table ").append(route.table()).append(' ');
    }
    if (!route.protocol().equals("boot") && !without.contains(Field.PROTOCOL)) {
      line.append("proto ").append(route.protocol()).append(' ');
    }
    if (route.scope() != InterfaceAddress.SCOPE_GLOBAL && !without.contains(Field.SCOPE)) {
      line.append("scope ").append(Words.scopeName(route.scope())).append(' ');
    }
    int source = route.preferredSource();
    add(line, "src", source != 0 && !without.contains(Field.SOURCE), source);
    if (route.metric() != 0 && !without.contains(Field.METRIC)) {
      line.append("metric ").append(Integer.toUnsignedString(route.metric())).append(' ');
    }
    if (out != null && !out.carrier() && route.type() != Route.Type.LOCAL) {
      line.append("linkdown ");
    }
    return line.toString();
  }

  private static void add(StringBuilder line, String name, boolean shown, int address) {
    if (shown) {
      line.append(name).append(' ').append(Ipv4Address.format(address)).append(' ');
    }
  }
}
