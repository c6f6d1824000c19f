package io.lvsim.command.net.ip;

import io.lvsim.command.net.Inet;
import io.lvsim.command.net.Refusal;
import io.lvsim.engine.Nanos;
import io.lvsim.host.Errno;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.Route;
import io.lvsim.host.RouteTable;
import io.lvsim.shell.Invocation;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** ip route get: which route a packet of this host would take (inet_rtm_getroute). */
final class RouteQuestion {
  private final Invocation call;
  private final Host host;
  private final Words words;

  private @Nullable Integer to;
  private @Nullable Integer from;
  private @Nullable Interface out;
  private long mark;

  RouteQuestion(Invocation call, Words words) {
    this.call = call;
    this.host = call.net().host();
    this.words = words;
  }

  int run() throws Refusal {
    while (words.more()) {
      read(words.next());
    }
    if (to == null) {
      throw new Refusal(1, "need at least a destination address\n");
    }
    if (from != null && !host.isLocal(from)) {
      throw Ip.answered(Errno.EINVAL);
    }
    call.out().print(answer(to, route(to)));
    return 0;
  }

  private void read(String word) throws Refusal {
    switch (word) {
      case "from" -> from = Words.prefix(words.argument(), "any valid").address();
      case "oif", "dev" -> out = Words.device(host, words.argument());
      case "mark" -> mark = mark(words.argument());
      case "iif",
          "vrf",
          "uid",
          "as",
          "ipproto",
          "sport",
          "dport",
          "tos",
          "dsfield",
          "notify",
          "connected",
          "fibmatch" ->
          throw Words.notModelled("route get " + word);
      default -> {
        String address = word.equals("to") ? words.argument() : word;
        if (Words.shortens(address, "help")) {
          throw new Refusal(255, Usage.ROUTE);
        }
        to = Words.prefix(address, "any valid").address();
      }
    }
  }

  private static long mark(String text) throws Refusal {
    Long value = Inet.number(text);
    if (value == null) {
      throw Words.wrong(text, "invalid mark value\n");
    }
    return value;
  }

  private Route route(int destination) throws Refusal {
    Route found = host.routes().find(destination, out);
    if (found == null) {
      throw Ip.answered(Errno.ENETUNREACH);
    }
    Errno refusal = found.type().refusal();
    if (refusal != null) {
      throw Ip.answered(refusal);
    }
    return found;
  }

  private String answer(int destination, Route route) {
    boolean local = route.type() == Route.Type.LOCAL;
    boolean broadcast = route.type() == Route.Type.BROADCAST;
    StringBuilder text = new StringBuilder();
    text.append(local ? "local " : broadcast ? "broadcast " : "");
    text.append(Ipv4Address.format(destination)).append(' ');
    if (from != null) {
      text.append("from ").append(Ipv4Address.format(from)).append(' ');
    }
    if (route.gateway() != 0) {
      text.append("via ").append(Ipv4Address.format(route.gateway())).append(' ');
    }
    text.append("dev ").append(device(route, local)).append(' ');
    if (from == null) {
      int source = host.routes().sourceFor(destination, route);
      text.append("src ").append(Ipv4Address.format(source)).append(' ');
    }
    if (mark != 0) {
      text.append("mark ").append(mark).append(' ');
    }
    text.append("uid 0 \n    cache ");
    text.append(local ? "<local> " : broadcast ? "<local,brd> " : "");
    return text.append(learned(destination)).append('\n').toString();
  }

  /** What routers have told about the destination. */
  private String learned(int destination) {
    RouteTable.Learned learned = host.routes().learned(destination, out);
    if (learned == null) {
      return "";
    }
    return (learned.redirected() ? "<redirected> " : "")
        + ("expires " + learned.nanosLeft() / Nanos.PER_SECOND + "sec ")
        + (learned.mtu() == 0
            ? ""
            : "mtu " + (learned.locked() ? "lock " : "") + learned.mtu() + " ");
  }

  private static String device(Route route, boolean local) {
    Interface device = route.out();
    return local || device == null ? "lo" : device.name();
  }
}
