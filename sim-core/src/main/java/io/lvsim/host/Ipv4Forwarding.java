package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.trace.SettingValue;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import org.jspecify.annotations.Nullable;

/** Passing packets on, and saying why not (ip_forward.c, ip_error). */
final class Ipv4Forwarding {
  private static final int AT = Ethernet.HEADER;

  private final Host host;
  private final Ipv4Output output;
  private final Redirects redirects;

  Ipv4Forwarding(Host host, Ipv4Output output) {
    this.host = host;
    this.output = output;
    redirects = new Redirects(host);
  }

  /** ip_forward: TTL, MTU, redirect, FORWARD, out. */
  void forward(byte[] frame, Interface in, Route route, boolean redirect, int mark) {
    Interface out = route.out();
    if (out == null) {
      return;
    }
    if (Ipv4.ttl(frame, AT) <= 1) {
      dropped(frame, "its time to live has run out", null);
      host.icmp().sendError(frame, in, Icmp.TIME_EXCEEDED, 0, 0);
      return;
    }
    int mtu = mtu(Ipv4.destination(frame, AT), route, out);
    if (Ipv4.totalLength(frame, AT) > mtu && Ipv4.dontFragment(frame, AT)) {
      dropped(frame, "it is longer than the MTU of " + out.name() + " and may not be cut", null);
      host.icmp().sendError(frame, in, Icmp.UNREACHABLE, Icmp.FRAGMENTATION_NEEDED, mtu);
      return;
    }
    byte[] copy = frame.clone();
    Ipv4.decreaseTtl(copy, AT);
    int nextHop = route.nextHop(Ipv4.destination(copy, AT));
    if (redirect) {
      redirects.send(copy, in, nextHop);
    }
    long marked =
        host.mangle().run(host.name(), Chain.FORWARD, copy, AT, in.name(), out.name(), mark);
    if (marked == MangleTable.DROPPED) {
      return;
    }
    host.ipv4().leaving(copy);
    tellForwarded(copy, route, out, nextHop);
    output.finish(copy, out, nextHop, mtu, (int) marked);
  }

  /**
   * ip_dst_mtu_maybe_forward: what this host learned of a path does not concern others' packets.
   */
  private int mtu(int destination, Route route, Interface out) {
    boolean useLearned =
        host.settings().forwardUsePathMtu != 0 || host.routes().pathMtuIsLocked(destination, route);
    return useLearned ? host.routes().pathMtu(destination, route) : out.mtu();
  }

  /** ip_error: there is no way on; with forwarding on the sender is told. */
  void refuse(byte[] frame, Interface in, @Nullable Route route) {
    if (in.settings().own(InterfaceSetting.FORWARDING) == 0) {
      SettingValue setting =
          host.trace().on() ? in.settings().told(InterfaceSetting.FORWARDING) : null;
      dropped(frame, "it is not for this host", setting);
      return;
    }
    int code = route == null ? Icmp.NET_UNREACHABLE : codeOf(route.type());
    dropped(frame, route == null ? "no route" : "the route says " + route.type(), null);
    if (code >= 0 && mayTell(Ipv4.source(frame, AT))) {
      host.icmp().sendError(frame, in, Icmp.UNREACHABLE, code, 0);
    }
  }

  /** ip_error has a limit of its own beside that of ICMP: error_burst and error_cost. */
  private boolean mayTell(int source) {
    HostSettings settings = host.settings();
    long cost = Nanos.millis(settings.errorCostMillis);
    long burst = Nanos.millis(settings.errorBurstMillis);
    return host.peers().of(source).allows(host.simulation().now(), cost, burst);
  }

  private static int codeOf(Route.Type type) {
    return switch (type) {
      case UNREACHABLE -> Icmp.HOST_UNREACHABLE;
      case PROHIBIT -> Icmp.FILTERED;
      default -> -1;
    };
  }

  private void tellForwarded(byte[] frame, Route route, Interface out, int nextHop) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.Forwarded(
                  Ipv4.source(frame, AT),
                  Ipv4.destination(frame, AT),
                  out.name(),
                  nextHop,
                  route.prefixText()));
    }
  }

  private void dropped(byte[] frame, String why, @Nullable SettingValue setting) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.Dropped(
                  Ipv4.source(frame, AT), Ipv4.destination(frame, AT), why, setting));
    }
  }
}
