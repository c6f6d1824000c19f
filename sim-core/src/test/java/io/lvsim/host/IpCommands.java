package io.lvsim.host;

import static io.lvsim.wire.Ipv4Address.format;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Enough of ip(8) to repeat a transcript on one host. */
final class IpCommands {
  private final Host host;

  IpCommands(Host host) {
    this.host = host;
  }

  List<String> run(String command) throws HostException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    if (words.get(0).equals("get")) {
      return List.of(get(Lan.ip(words.get(1))));
    }
    if (words.get(0).equals("sysctl")) {
      String[] assignment = words.get(2).split("=");
      host.sysctl().write(assignment[0], assignment[1]);
      return List.of();
    }
    List<String> rest = words.subList(3, words.size());
    switch (words.get(1) + " " + words.get(2)) {
      case "addr add", "addr del" -> address(words.get(2), rest);
      case "addr flush" -> flush(device(rest.get(1)));
      case "link set" -> device(rest.get(0)).setUp(rest.get(1).equals("up"));
      case "link add" -> host.addDummy(rest.get(0), 0x0200_0000_7700L);
      case "link del" -> host.removeInterface(device(rest.get(0)));
      default -> route(words.get(2), rest);
    }
    return List.of();
  }

  private void address(String verb, List<String> words) throws HostException {
    String[] prefix = words.get(0).split("/");
    Interface on = device(words.get(2));
    int local = Lan.ip(prefix[0]);
    int length = Integer.parseInt(prefix[1]);
    if (verb.equals("del")) {
      on.removeAddress(local, length);
      return;
    }
    int scope = words.contains("host") ? InterfaceAddress.SCOPE_HOST : 0;
    on.addAddress(local, length, 0, scope, on.name());
  }

  private static void flush(Interface on) throws HostException {
    while (!on.addresses().isEmpty()) {
      InterfaceAddress first = on.addresses().get(0);
      on.removeAddress(first.local(), first.prefixLength());
    }
  }

  private void route(String verb, List<String> words) throws HostException {
    Route route = parse(words, verb.equals("del"));
    switch (verb) {
      case "add" -> host.routes().add(route);
      case "append" -> host.routes().append(route);
      case "replace" -> host.routes().replace(route);
      default -> host.routes().remove(route);
    }
  }

  private Route parse(List<String> words, boolean pattern) {
    Iterator<String> word = words.iterator();
    String first = word.next();
    Route.Type type = Route.Type.UNICAST;
    for (Route.Type candidate : Route.Type.values()) {
      if (candidate.name().equalsIgnoreCase(first)) {
        type = candidate;
        first = word.next();
      }
    }
    int prefix = first.equals("default") ? 0 : Lan.ip(first.replaceFirst("/.*", ""));
    int length = first.equals("default") ? 0 : Integer.parseInt(first.replaceFirst(".*/", ""));
    int gateway = 0;
    int source = 0;
    int metric = 0;
    Interface out = null;
    while (word.hasNext()) {
      switch (word.next()) {
        case "via" -> gateway = Lan.ip(word.next());
        case "dev" -> out = device(word.next());
        case "src" -> source = Lan.ip(word.next());
        default -> metric = Integer.parseInt(word.next());
      }
    }
    boolean local = type == Route.Type.LOCAL;
    int scope =
        local
            ? InterfaceAddress.SCOPE_HOST
            : gateway == 0 && type == Route.Type.UNICAST ? InterfaceAddress.SCOPE_LINK : 0;
    return new Route(
        type,
        prefix,
        length,
        out,
        gateway,
        source,
        pattern ? InterfaceAddress.SCOPE_NOWHERE : scope,
        metric,
        pattern ? "" : "boot",
        local ? Route.LOCAL_TABLE : Route.MAIN_TABLE);
  }

  private String get(int destination) throws HostException {
    Route route = host.routes().find(destination, null);
    if (route == null) {
      throw new HostException(Errno.ENETUNREACH);
    }
    Errno refusal = route.type().refusal();
    Interface out = host.leavingInterface(route);
    if (refusal != null || out == null) {
      throw new HostException(refusal == null ? Errno.ENETUNREACH : refusal);
    }
    String type = route.type() == Route.Type.UNICAST ? "" : route.type().name().toLowerCase() + " ";
    return type
        + format(destination)
        + (route.gateway() == 0 ? "" : " via " + format(route.gateway()))
        + " dev "
        + out.name()
        + " src "
        + format(host.routes().sourceFor(destination, route));
  }

  /** All addresses, then all routes, without lo's own. */
  List<String> state() {
    List<String> lines = new ArrayList<>();
    for (Interface on : host.interfaces()) {
      for (InterfaceAddress address : on.addresses()) {
        lines.add(text(on, address));
      }
    }
    host.routes().list(Route.MAIN_TABLE).forEach(route -> lines.add(text(route)));
    host.routes().list(Route.LOCAL_TABLE).forEach(route -> lines.add(text(route)));
    lines.removeIf(line -> line.contains("127.0.0.1"));
    return lines;
  }

  private static String text(Interface on, InterfaceAddress address) {
    return on.name()
        + " "
        + format(address.local())
        + "/"
        + address.prefixLength()
        + " scope "
        + scope(address.scope())
        + (address.secondary() ? " secondary " : " ")
        + address.label();
  }

  private static String text(Route route) {
    Interface out = route.out();
    String type = route.type() == Route.Type.UNICAST ? "" : route.type().name().toLowerCase() + " ";
    return type
        + route.prefixText()
        + (route.gateway() == 0 ? "" : " via " + format(route.gateway()))
        + (out == null ? "" : " dev " + out.name())
        + (route.table().equals(Route.LOCAL_TABLE) ? " table local" : "")
        + (route.protocol().equals("boot") ? "" : " proto " + route.protocol())
        + (route.scope() == 0 ? "" : " scope " + scope(route.scope()))
        + (route.preferredSource() == 0 ? "" : " src " + format(route.preferredSource()))
        + (route.metric() == 0 ? "" : " metric " + route.metric());
  }

  private static String scope(int scope) {
    return switch (scope) {
      case InterfaceAddress.SCOPE_HOST -> "host";
      case InterfaceAddress.SCOPE_LINK -> "link";
      default -> "global";
    };
  }

  private Interface device(String name) {
    Interface found = host.interfaceNamed(name);
    if (found == null) {
      throw new AssertionError("no " + name);
    }
    return found;
  }
}
