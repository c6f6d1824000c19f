package io.lvsim.host;

import static io.lvsim.wire.Ipv4Address.format;

import io.lvsim.host.NeighborEntry.State;
import io.lvsim.trace.ArpDecision;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** ARP of one host: answering, learning, asking, announcing (net/ipv4/arp.c). */
final class ArpLayer {
  private final Host host;
  private final ArpPolicy policy;
  private final ProxyArp proxy;
  private final InputRouting routing;

  ArpLayer(Host host) {
    this.host = host;
    policy = new ArpPolicy(host);
    proxy = new ProxyArp(host, this);
    routing = new InputRouting(host);
  }

  /** arp_rcv and arp_process. */
  void receive(byte[] frame, Interface in, LinkDestination to) {
    if (!in.arpEnabled() || to == LinkDestination.OTHER_HOST || isRefused(frame, in)) {
      return;
    }
    int operation = Arp.operation(frame);
    int sender = Arp.senderIp(frame);
    int target = Arp.targetIp(frame);
    if (sender == 0) {
      answerProbe(frame, in, operation, target);
      return;
    }
    if (operation == Arp.REQUEST && dealWithRequest(frame, in, to, sender, target)) {
      return;
    }
    learn(frame, in, to, operation, sender, target);
  }

  private boolean isRefused(byte[] frame, Interface in) {
    if (!Arp.isWellFormed(frame)) {
      return refused("not a whole ARP packet for IPv4 over Ethernet");
    }
    int operation = Arp.operation(frame);
    if (operation != Arp.REQUEST && operation != Arp.REPLY) {
      return refused("neither a request nor a reply");
    }
    int target = Arp.targetIp(frame);
    if (Ipv4Address.isMulticast(target)) {
      return refused("the target is a multicast address");
    }
    InterfaceSettings settings = in.settings();
    if (Ipv4Address.isLoopback(target) && !settings.isOn(InterfaceSetting.ROUTE_LOCALNET)) {
      return refused("the target is in 127.0.0.0/8");
    }
    if (Arp.senderIp(frame) == target && settings.isOn(InterfaceSetting.DROP_GRATUITOUS_ARP)) {
      return refused("it is gratuitous");
    }
    return false;
  }

  private boolean refused(String why) {
    if (host.trace().on()) {
      host.trace().tell(host.name(), new ArpDecision.Dropped(why));
    }
    return true;
  }

  /** A duplicate address probe (RFC 5227) is answered without a look at routes and neighbours. */
  private void answerProbe(byte[] frame, Interface in, int operation, int target) {
    if (operation == Arp.REQUEST && host.isLocal(target) && !policy.ignores(in, 0, target)) {
      tellAnswered(frame, in, target, 0);
      reply(frame, in);
    }
  }

  /** True if nothing else is to be done with the request. */
  private boolean dealWithRequest(
      byte[] frame, Interface in, LinkDestination to, int sender, int target) {
    switch (routing.routeArp(target, sender, in)) {
      case LOCAL -> {
        answerUnlessSilent(frame, in, sender, target);
        return true;
      }
      case FORWARD -> {
        Route route = routing.route();
        if (route != null && proxy.answers(frame, in, to, route, routing.leavesWhereItCame())) {
          return true;
        }
        tellNotOurs(in, sender, target);
      }
      case MARTIAN_SOURCE -> tellSenderRefused(in, sender, target);
      default -> tellNotOurs(in, sender, target);
    }
    return false;
  }

  private void answerUnlessSilent(byte[] frame, Interface in, int sender, int target) {
    if (policy.ignores(in, sender, target) || policy.filters(in, sender, target)) {
      return;
    }
    tellAnswered(frame, in, target, sender);
    if (learnAsker(frame, in, sender)) {
      reply(frame, in);
    }
  }

  /** neigh_event_ns: who is answered is known from now on, whatever was known before. */
  boolean learnAsker(byte[] frame, Interface in, int sender) {
    Neighbor neighbor = host.neighbors().lookupOrCreate(sender, in);
    if (neighbor == null) {
      return false;
    }
    String from = host.trace().on() ? "it asked for " + format(Arp.targetIp(frame)) : "";
    neighbor.update(Arp.senderMac(frame), State.STALE, true, false, from);
    return true;
  }

  /** Answers a request with the MAC of the interface that it came in by. */
  void reply(byte[] request, Interface in) {
    long asker = Arp.senderMac(request);
    in.send(
        Arp.frame(
            asker,
            in.mac(),
            Arp.REPLY,
            in.mac(),
            Arp.targetIp(request),
            asker,
            Arp.senderIp(request)));
  }

  /** Replies, and requests that were not for us, change what is known of their sender. */
  private void learn(
      byte[] frame, Interface in, LinkDestination to, int operation, int sender, int target) {
    Neighbor neighbor = host.neighbors().lookup(sender, in);
    boolean accept = accepts(in, sender);
    if (neighbor == null && !accept) {
      return;
    }
    boolean gratuitous = isGratuitous(frame, operation, sender, target);
    if (neighbor == null && mayCreate(gratuitous, operation, sender)) {
      neighbor = host.neighbors().lookupOrCreate(sender, in);
    }
    if (neighbor == null) {
      return;
    }
    long locktime = in.neighborSettings().nanos(NeighborSetting.LOCKTIME);
    boolean override = gratuitous || host.simulation().now() > neighbor.updatedAtNanos() + locktime;
    boolean confirms = operation == Arp.REPLY && to == LinkDestination.HOST;
    State state = confirms ? State.REACHABLE : State.STALE;
    String from = host.trace().on() ? source(gratuitous, operation, to, target) : "";
    neighbor.update(Arp.senderMac(frame), state, override, false, from);
  }

  /** arp_accept(): 1 always, 2 only from a subnet of the interface. */
  private static boolean accepts(Interface in, int sender) {
    return switch (in.settings().effective(InterfaceSetting.ARP_ACCEPT)) {
      case 1 -> true;
      case 2 -> SourceSelection.onLink(in, sender, 0);
      default -> false;
    };
  }

  private boolean mayCreate(boolean gratuitous, int operation, int sender) {
    return gratuitous
        || operation == Arp.REPLY && host.routes().typeOf(sender) == Route.Type.UNICAST;
  }

  /** arp_is_garp(). */
  private boolean isGratuitous(byte[] frame, int operation, int sender, int target) {
    return sender == target
        && (operation == Arp.REQUEST || Arp.targetMac(frame) == Arp.senderMac(frame))
        && host.routes().typeOf(sender) == Route.Type.UNICAST;
  }

  private static String source(boolean gratuitous, int operation, LinkDestination to, int target) {
    String kind = operation == Arp.REPLY ? "reply" : "request";
    if (gratuitous) {
      return "a gratuitous " + kind;
    }
    if (operation == Arp.REPLY) {
      return to == LinkDestination.HOST ? "it replied" : "a broadcast reply";
    }
    return "overheard its request for " + format(target);
  }

  /**
   * Asks for a neighbour's MAC (arp_solicit).
   *
   * @param waiting the newest packet that waits for it, if any
   */
  void solicit(Neighbor neighbor, byte @Nullable [] waiting) {
    Interface out = neighbor.on;
    int target = neighbor.address;
    int source = waiting == null ? 0 : Ipv4.source(waiting, Ethernet.HEADER);
    int sender = policy.sender(out, target, source);
    int unicasts = out.neighborSettings().get(NeighborSetting.UCAST_SOLICIT);
    int toPrograms = out.neighborSettings().get(NeighborSetting.APP_SOLICIT);
    boolean unicast = neighbor.probes() < unicasts;
    if (!unicast && neighbor.probes() < unicasts + toPrograms) {
      return;
    }
    long to = unicast ? neighbor.mac() : MacAddress.BROADCAST;
    if (host.trace().on()) {
      tellAsked(out, target, source, sender, to);
    }
    out.send(Arp.frame(to, out.mac(), Arp.REQUEST, out.mac(), sender, 0, target));
  }

  /** One gratuitous request for each address (inetdev_send_gratuitous_arp). */
  void announce(Interface on, String because) {
    if (!on.settings().isOn(InterfaceSetting.ARP_NOTIFY) || !on.arpEnabled()) {
      return;
    }
    for (InterfaceAddress address : on.addresses()) {
      int local = address.local();
      if (host.trace().on()) {
        host.trace()
            .tell(
                host.name(),
                new ArpDecision.Announced(
                    local, on.name(), on.settings().told(InterfaceSetting.ARP_NOTIFY), because));
      }
      on.send(Arp.frame(MacAddress.BROADCAST, on.mac(), Arp.REQUEST, on.mac(), local, 0, local));
    }
  }

  private void tellAsked(Interface out, int target, int source, int sender, long to) {
    host.trace()
        .tell(
            host.name(),
            new ArpDecision.Asked(
                target,
                sender,
                to,
                out.name(),
                out.settings().told(InterfaceSetting.ARP_ANNOUNCE),
                policy.whySender(out, target, source, sender)));
  }

  private void tellAnswered(byte[] frame, Interface in, int target, int asker) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new ArpDecision.Answered(
                  target,
                  asker,
                  Arp.senderMac(frame),
                  in.name(),
                  in.settings().told(InterfaceSetting.ARP_IGNORE),
                  host.ownerName(target)));
    }
  }

  private void tellSenderRefused(Interface in, int asker, int target) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new ArpDecision.SenderRefused(
                  target,
                  asker,
                  in.name(),
                  in.settings().told(routing.settingOfRefusal()),
                  routing.whyRefused(asker)));
    }
  }

  private void tellNotOurs(Interface in, int asker, int target) {
    if (host.trace().on()) {
      host.trace().tell(host.name(), new ArpDecision.NotOurs(target, asker, in.name()));
    }
  }
}
