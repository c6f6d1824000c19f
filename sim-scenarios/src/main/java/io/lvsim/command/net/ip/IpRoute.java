package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.command.net.ip.Words.Prefix;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.host.Route;
import io.lvsim.host.RouteTable;
import io.lvsim.shell.Invocation;
import org.jspecify.annotations.Nullable;

/** ip route: add, change, replace, append, delete; show, flush and get have files of their own. */
final class IpRoute {
  private static final String BOOT = "boot";

  private final Invocation call;
  private final Host host;
  private final Words words;
  private final Options options;

  IpRoute(Invocation call, Words words, Options options) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
    this.options = options;
  }

  int run() throws Refusal {
    if (!words.more()) {
      return new RouteListing(call, words, options).show();
    }
    String command = words.next();
    if (Words.shortens(command, "list") || Words.shortensAny(command, "show", "lst")) {
      return new RouteListing(call, words, options).show();
    }
    if (Words.shortens(command, "get")) {
      return new RouteQuestion(call, words).run();
    }
    if (Words.shortens(command, "add")) {
      return modify(RouteTable::add);
    }
    if (Words.shortens(command, "change") || command.equals("chg")) {
      return modify(IpRoute::change);
    }
    if (Words.shortens(command, "replace")) {
      return modify(RouteTable::replace);
    }
    if (Words.shortensAny(command, "prepend", "test", "save", "restore", "showdump")) {
      throw Words.notModelled("route " + command);
    }
    if (Words.shortens(command, "append")) {
      return modify(RouteTable::append);
    }
    if (Words.shortens(command, "delete")) {
      return delete();
    }
    if (Words.shortens(command, "flush")) {
      return new RouteListing(call, words, options).flush();
    }
    if (Words.shortens(command, "help")) {
      throw new Refusal(255, Usage.ROUTE);
    }
    throw Words.unknownCommand(command, "route");
  }

  /** What is done with a route once it has been read. */
  private interface Deed {
    void to(RouteTable routes, Route route) throws HostException;
  }

  private int modify(Deed deed) throws Refusal {
    Wanted wanted = read();
    Route route = wanted.route(host, false);
    if (route.preferredSource() != 0 && !host.isLocal(route.preferredSource())) {
      throw Ip.explained("Invalid prefsrc address.");
    }
    ask(deed, route);
    return 0;
  }

  private int delete() throws Refusal {
    ask(RouteTable::remove, read().route(host, true));
    return 0;
  }

  private void ask(Deed deed, Route route) throws Refusal {
    try {
      deed.to(host.routes(), route);
    } catch (HostException refused) {
      String text = String.valueOf(refused.getMessage());
      boolean explained = !text.equals(refused.errno().text());
      throw explained ? Ip.explained(text) : Ip.answered(refused.errno());
    }
  }

  private static void change(RouteTable routes, Route route) throws HostException {
    boolean present =
        routes.list(route.table()).stream()
            .anyMatch(r ->
                r.prefix() == route.prefix()
                    && r.prefixLength() == route.prefixLength()
                    && r.metric() == route.metric());
    if (!present) {
      throw new HostException(Errno.ENOENT);
    }
    routes.replace(route);
  }

  private Wanted read() throws Refusal {
    Wanted wanted = new Wanted();
    while (words.more()) {
      String word = words.next();
      if (!readOption(word, wanted)) {
        readDestination(word, wanted);
      }
    }
    if (wanted.to == null) {
      throw new Refusal(255, Usage.ROUTE);
    }
    return wanted;
  }

  private boolean readOption(String word, Wanted wanted) throws Refusal {
    switch (word) {
      case "src" -> wanted.source = Words.address(words.argument(), "inet");
      case "via" -> {
        String gateway = words.argument();
        wanted.gateway = Words.address(gateway.equals("inet") ? words.argument() : gateway, "inet");
      }
      case "metric", "priority", "preference" -> wanted.metric = metric(words.argument());
      case "scope" -> {
        String scope = words.argument();
        wanted.scope = Words.scope(scope);
        if (wanted.scope == null) {
          throw Words.wrong(scope, "invalid \"scope\" value\n");
        }
      }
      case "dev", "oif" -> wanted.device = words.argument();
      case "onlink",
          "nexthop",
          "mtu",
          "advmss",
          "as",
          "tos",
          "dsfield",
          "from",
          "expires",
          "rtt",
          "window",
          "cwnd",
          "initcwnd",
          "realms",
          "encap",
          "nhid",
          "pervasive",
          "weight",
          "hoplimit",
          "rto_min",
          "quickack",
          "features",
          "congctl" ->
          throw Words.notModelled("route " + word);
      default -> {
        return readShortenable(word, wanted);
      }
    }
    return true;
  }

  private boolean readShortenable(String word, Wanted wanted) throws Refusal {
    if (Words.shortens(word, "protocol")) {
      wanted.protocol = RouteText.protocol(words.argument());
      return true;
    }
    if (Words.shortens(word, "table")) {
      wanted.table = RouteText.table(words.argument());
      return true;
    }
    return false;
  }

  private static int metric(String text) throws Refusal {
    Long value = Inet.number(text);
    if (value == null) {
      throw Words.wrong(text, "\"metric\" value is invalid\n");
    }
    return value.intValue();
  }

  private void readDestination(String first, Wanted wanted) throws Refusal {
    String word = first.equals("to") ? words.argument() : first;
    boolean number = !word.isEmpty() && Character.isDigit(word.charAt(0));
    String typeName = number ? null : RouteText.typeNamed(word);
    if (typeName != null) {
      wanted.typeName = typeName;
      word = words.argument();
    }
    if (Words.shortens(word, "help")) {
      throw new Refusal(255, Usage.ROUTE);
    }
    if (wanted.to != null) {
      throw Words.duplicateOrGarbage("to", word);
    }
    wanted.to = Words.prefix(word, options.inetOnly() ? "inet" : "any valid");
  }

  /** What a change was told. */
  private static final class Wanted {
    private String typeName = "unicast";
    private @Nullable Prefix to;
    private @Nullable String device;
    private @Nullable Integer scope;
    private @Nullable String table;
    private @Nullable String protocol;
    private int gateway;
    private int source;
    private int metric;

    Route route(Host host, boolean pattern) throws Refusal {
      Prefix prefix = to == null ? Prefix.ALL : to;
      Interface out = device == null ? null : Words.device(host, device);
      Route.Type type = RouteText.type(typeName);
      return new Route(
          type,
          prefix.address(),
          prefix.length(),
          out,
          gateway,
          source,
          scope(type, pattern),
          metric,
          protocol != null ? protocol : pattern ? "" : BOOT,
          table != null ? table : defaultTable(type));
    }

    private static String defaultTable(Route.Type type) {
      boolean local = type == Route.Type.LOCAL || type == Route.Type.BROADCAST;
      return local ? Route.LOCAL_TABLE : Route.MAIN_TABLE;
    }

    private int scope(Route.Type type, boolean pattern) {
      if (scope != null) {
        return scope;
      }
      return switch (type) {
        case LOCAL -> InterfaceAddress.SCOPE_HOST;
        case BROADCAST -> InterfaceAddress.SCOPE_LINK;
        case UNICAST ->
            pattern
                ? InterfaceAddress.SCOPE_NOWHERE
                : gateway == 0 ? InterfaceAddress.SCOPE_LINK : InterfaceAddress.SCOPE_GLOBAL;
        default -> pattern ? InterfaceAddress.SCOPE_NOWHERE : InterfaceAddress.SCOPE_GLOBAL;
      };
    }
  }
}
