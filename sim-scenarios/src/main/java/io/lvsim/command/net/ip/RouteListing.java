package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.command.net.ip.RouteText.Field;
import io.lvsim.command.net.ip.Words.Prefix;
import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.Route;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ip route show and flush: which routes are meant (iproute_list_flush_or_save). */
final class RouteListing {
  private final Invocation call;
  private final Host host;
  private final Words words;
  private final Options options;

  private final Set<Field> superfluous = EnumSet.noneOf(Field.class);
  private List<String> tables = List.of(Route.MAIN_TABLE);
  private @Nullable Prefix root;
  private @Nullable Prefix match;
  private @Nullable Prefix via;
  private @Nullable Prefix source;
  private @Nullable Interface device;
  private @Nullable String protocol;
  private @Nullable Integer scope;
  private @Nullable Integer metric;
  private Route.@Nullable Type type;
  private boolean cached;

  RouteListing(Invocation call, Words words, Options options) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
    this.options = options;
  }

  int show() throws Refusal {
    readSelection();
    for (Route route : meant()) {
      call.out().println(RouteText.line(route, superfluous));
    }
    return 0;
  }

  int flush() throws Refusal {
    if (!words.more()) {
      throw new Refusal(1, "\"ip route flush\" requires arguments.\n");
    }
    readSelection();
    if (cached) {
      host.routes().forgetLearned();
      return 0;
    }
    List<Route> gone = meant();
    for (Route route : gone) {
      remove(route);
    }
    report(gone.size());
    return 0;
  }

  private void remove(Route route) throws Refusal {
    try {
      host.routes().remove(route);
    } catch (HostException refused) {
      throw Ip.answered(refused.errno());
    }
  }

  private void report(int flushed) {
    if (options.statistics() == 0 || cached) {
      return;
    }
    if (flushed == 0) {
      call.out().println("Nothing to flush.");
      return;
    }
    call.out()
        .print(
            "\n*** Round 1, deleting "
                + flushed
                + " entries ***\n*** Flush is complete after 1 round ***\n");
  }

  private List<Route> meant() {
    List<Route> meant = new ArrayList<>();
    for (String table : tables) {
      for (Route route : host.routes().list(table)) {
        if (isMeant(route)) {
          meant.add(route);
        }
      }
    }
    return meant;
  }

  private boolean isMeant(Route route) {
    return !cached
        && (root == null || root.holds(route.prefix()) && route.prefixLength() >= root.length())
        && (match == null || holds(route, match))
        && (via == null || route.gateway() != 0 && via.holds(route.gateway()))
        && (source == null || source.holds(route.preferredSource()))
        && (device == null || route.out() == device)
        && (protocol == null || protocol.equals(route.protocol()))
        && (scope == null || scope == route.scope())
        && (metric == null || metric == route.metric())
        && (type == null || type == route.type());
  }

  private static boolean holds(Route route, Prefix wanted) {
    return route.prefixLength() <= wanted.length()
        && new Prefix(route.prefix(), route.prefixLength(), true).holds(wanted.address());
  }

  private void readSelection() throws Refusal {
    while (words.more()) {
      String word = words.next();
      switch (word) {
        case "dev", "oif" -> {
          device = Words.device(host, words.argument());
          superfluous.add(Field.DEVICE);
        }
        case "via" -> {
          via = Words.prefix(words.argument(), "any valid");
          omitIfExact(via, Field.VIA);
        }
        case "src" -> {
          source = Words.prefix(words.argument(), "any valid");
          omitIfExact(source, Field.SOURCE);
        }
        case "scope" -> readScope(words.argument());
        case "metric", "priority", "preference" -> readMetric(words.argument());
        case "type" -> readType(words.argument());
        case "cached", "cloned", "cache" -> cached = true;
        case "iif", "mark", "vrf", "realms", "from", "tos", "dsfield" ->
            throw Words.notModelled("route " + word);
        default -> readShortenable(word);
      }
    }
  }

  private void readShortenable(String word) throws Refusal {
    if (Words.shortens(word, "table")) {
      readTable(words.argument());
    } else if (Words.shortens(word, "protocol")) {
      protocol = RouteText.protocol(words.argument());
      superfluous.add(Field.PROTOCOL);
    } else {
      readPrefix(word);
    }
  }

  private void readPrefix(String first) throws Refusal {
    String word = first.equals("to") ? words.argument() : first;
    boolean rootOnly = Words.shortens(word, "root");
    boolean matchOnly = Words.shortens(word, "match");
    if (rootOnly || matchOnly || Words.shortens(word, "exact")) {
      word = words.argument();
    }
    if (Words.shortens(word, "help")) {
      throw new Refusal(255, Usage.ROUTE);
    }
    Prefix prefix = Words.prefix(word, "any valid");
    root = matchOnly ? null : prefix;
    match = rootOnly ? null : prefix;
  }

  private void readTable(String word) throws Refusal {
    superfluous.add(Field.TABLE);
    switch (word) {
      case "all", "unspec", "0" -> {
        tables = List.of(Route.MAIN_TABLE, Route.LOCAL_TABLE);
        superfluous.remove(Field.TABLE);
      }
      case "cache" -> cached = true;
      case "main", "254", "local", "255" -> tables = List.of(RouteText.table(word));
      default -> {
        if (word.equals("default") || Inet.number(word) != null) {
          throw new Refusal(2, "Error: ipv4: FIB table does not exist.\nDump terminated\n");
        }
        throw Words.wrong(word, "table id value is invalid\n");
      }
    }
  }

  private void readScope(String word) throws Refusal {
    superfluous.add(Field.SCOPE);
    scope = word.equals("all") ? null : Words.scope(word);
    if (scope == null && !word.equals("all")) {
      throw Words.wrong(word, "invalid \"scope\"\n");
    }
  }

  private void readMetric(String word) throws Refusal {
    Long value = Inet.number(word);
    if (value == null) {
      throw Words.wrong(word, "\"metric\" value is invalid\n");
    }
    metric = value.intValue();
    superfluous.add(Field.METRIC);
  }

  private void readType(String word) throws Refusal {
    String name = RouteText.typeNamed(word);
    if (name == null) {
      throw Words.wrong(word, "node type value is invalid\n");
    }
    type = RouteText.type(name);
  }

  private void omitIfExact(Prefix prefix, Field field) {
    if (prefix.length() == 32) {
      superfluous.add(field);
    }
  }
}
