package io.lvsim.host;

import io.lvsim.link.LentFrame;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.trace.SettingValue;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import org.jspecify.annotations.Nullable;

/** IPv4 of one host: receiving, delivering, forwarding, sending. */
public final class Ipv4Layer {
  private static final int AT = Ethernet.HEADER;

  private final Host host;
  private final InputRouting routing;
  private final Ipv4Forwarding forwarding;
  private final Ipv4Output output;
  private final Reassembly reassembly;
  private final Identifications identifications;
  private final @Nullable TransportProtocol[] handlers = new TransportProtocol[256];
  private @Nullable LocalInHook localIn;

  Ipv4Layer(Host host) {
    this.host = host;
    routing = new InputRouting(host);
    output = new Ipv4Output(host);
    forwarding = new Ipv4Forwarding(host, output);
    reassembly = new Reassembly(host);
    identifications = new Identifications(host);
  }

  /** Says who gets packets of an IP protocol. */
  public void register(int protocol, TransportProtocol handler) {
    handlers[protocol] = handler;
  }

  /** Puts IPVS before local delivery (LOCAL_IN); null takes it away. */
  public void setLocalInHook(@Nullable LocalInHook hook) {
    localIn = hook;
  }

  /** A zeroed frame for an IPv4 packet with so many bytes behind a 20-byte header at offset 14. */
  public byte[] allocate(int payloadBytes) {
    return Ethernet.allocate(Ipv4.HEADER + payloadBytes);
  }

  /** The next identification for a packet that may be fragmented (ip_select_ident). */
  public int nextIdentification(int source, int destination, int protocol) {
    return identifications.next(source, destination, protocol);
  }

  /** The time to live of this host's own packets: net.ipv4.ip_default_ttl. */
  public int defaultTtl() {
    return host.settings().defaultTtl;
  }

  /** Whether new sockets send packets with DF and believe routers: not net.ipv4.ip_no_pmtu_disc. */
  public boolean discoversPathMtu() {
    return host.settings().noPathMtuDiscovery == 0;
  }

  /** Whether this host's packets to a destination may be cut (the opposite of ip_dont_fragment). */
  public boolean mayFragment(int destination) {
    if (!discoversPathMtu()) {
      return true;
    }
    Route route = host.routes().lookup(destination);
    return route != null && host.routes().pathMtuIsLocked(destination, route);
  }

  /** The first port that connections of this host leave from: net.ipv4.ip_local_port_range. */
  public int localPortFirst() {
    return host.settings().localPortFirst;
  }

  /** The last port that connections of this host leave from. */
  public int localPortLast() {
    return host.settings().localPortLast;
  }

  /**
   * Sends a packet of this host's own: the frame is whole but for the Ethernet header; takes
   * LOCAL_OUT, routing by destination, ARP. A frame handed over is not changed by the caller again.
   *
   * @return null if it went out or waits for ARP; else the error a program would get (ENETUNREACH,
   *     EHOSTUNREACH, EINVAL ...)
   */
  public @Nullable Errno send(byte[] frame) {
    return output.send(frame, null);
  }

  /** Like {@link #send}, from a socket that is bound to an interface (SO_BINDTODEVICE). */
  public @Nullable Errno sendThrough(byte[] frame, @Nullable Interface out) {
    return output.send(frame, out);
  }

  /**
   * Sends a packet on to a next hop which is not its IP destination (direct-route transmit): no
   * routing by destination, no look at the addresses; both MACs are written.
   *
   * @param frame the director's own copy, TTL already lowered
   * @param nextHop an on-link address, or one reached through a route's gateway
   */
  public void sendVia(byte[] frame, Route route, int nextHop) {
    output.sendVia(frame, route, nextHop);
  }

  /**
   * Sends a packet of this host's own to a multicast group by a chosen interface (IP_MULTICAST_IF),
   * whatever the routes are; nothing of it comes back to this host.
   *
   * @param frame whole but for the Ethernet header
   * @return null if it went out, ENETUNREACH if the interface is down
   */
  public @Nullable Errno sendMulticast(byte[] frame, Interface out) {
    return output.sendMulticast(frame, out);
  }

  /** ip_rcv: a packet from a wire. */
  void receive(byte[] frame, Interface in, LinkDestination to) {
    if (to == LinkDestination.OTHER_HOST) {
      return;
    }
    if (!Ipv4.isWellFormed(frame, AT)) {
      dropped(frame, "not a sane IPv4 header", null);
      return;
    }
    long marked = host.mangle().run(host.name(), Chain.PREROUTING, frame, AT, in.name(), "", 0);
    if (marked != MangleTable.DROPPED) {
      route(frame, in, to, (int) marked);
    }
  }

  /**
   * The same of a frame that was lent, sent to this host, while nobody listens. The ordinary packet
   * is judged by its head, step for step as {@link #receive(byte[], Interface, LinkDestination)}
   * does; where another turns up, the ordinary way goes on with a copy.
   */
  void receive(LentFrame lent, Interface in) {
    byte[] head = lent.head();
    if (!PacketHead.isOrdinary(head, lent.length())) {
      receive(lent.copy(), in, LinkDestination.HOST);
      return;
    }
    long marked = host.mangle().run(host.name(), Chain.PREROUTING, head, AT, in.name(), "", 0);
    if (marked == MangleTable.DROPPED) {
      return;
    }
    int destination = Ipv4.destination(head, AT);
    if (routing.isForThisHost(destination, Ipv4.source(head, AT), in)) {
      deliver(lent, in, (int) marked);
    } else {
      route(lent.copy(), in, LinkDestination.HOST, (int) marked);
    }
  }

  private void deliver(LentFrame lent, Interface in, int mark) {
    long marked = host.mangle().run(host.name(), Chain.INPUT, lent.head(), AT, in.name(), "", mark);
    if (marked == MangleTable.DROPPED) {
      return;
    }
    LocalInHook hook = localIn;
    if (hook == null || !hook.take(lent, AT, in, (int) marked)) {
      handToProtocol(lent.copy(), in);
    }
  }

  /**
   * Lets a frame that was lent go on to a neighbour whose MAC is known; false if it is too long.
   */
  boolean sendOn(LentFrame frame, Interface out, Neighbor neighbor, int mtu) {
    return output.sendOn(frame, out, neighbor, mtu);
  }

  private void route(byte[] frame, Interface in, LinkDestination to, int mark) {
    int source = Ipv4.source(frame, AT);
    int destination = Ipv4.destination(frame, AT);
    switch (routing.routeIpv4(destination, source, in)) {
      case LOCAL, BROADCAST, GROUP -> deliver(frame, in, to, mark);
      case NOT_JOINED -> dropped(frame, "the host has not joined the multicast group", null);
      case FORWARD -> {
        Route route = routing.route();
        if (route != null && to == LinkDestination.HOST) {
          forwarding.forward(frame, in, route, routing.redirects(source, in), mark);
        }
      }
      case MARTIAN_SOURCE ->
          dropped(
              frame,
              "martian source: " + routing.whyRefused(source),
              in.settings().told(routing.settingOfRefusal()));
      case MARTIAN_DESTINATION -> dropped(frame, "martian destination", null);
      default -> forwarding.refuse(frame, in, routing.route());
    }
  }

  /** A packet of this host's own that came round by lo: it is local, whatever tables say now. */
  void receiveOwn(byte[] frame, Interface lo) {
    if (frame.length < AT + Ipv4.HEADER || !Ipv4.isWellFormed(frame, AT)) {
      return;
    }
    long marked = host.mangle().run(host.name(), Chain.PREROUTING, frame, AT, lo.name(), "", 0);
    if (marked != MangleTable.DROPPED) {
      deliver(frame, lo, LinkDestination.HOST, (int) marked);
    }
  }

  /** ip_local_deliver: fragments are put together, then LOCAL_IN, then the protocol. */
  private void deliver(byte[] arrived, Interface in, LinkDestination to, int mark) {
    byte[] frame = Ipv4.isFragment(arrived, AT) ? reassembly.add(arrived, in) : arrived;
    if (frame == null) {
      return;
    }
    tellLocal(frame, in);
    long marked = host.mangle().run(host.name(), Chain.INPUT, frame, AT, in.name(), "", mark);
    if (marked == MangleTable.DROPPED) {
      return;
    }
    LocalInHook hook = localIn;
    if (hook != null && to == LinkDestination.HOST && hook.take(frame, AT, in, (int) marked)) {
      return;
    }
    handToProtocol(frame, in);
  }

  /** LOCAL_OUT: whether IPVS has dealt with a packet of this host's own. */
  boolean takenOnTheWayOut(byte[] frame, int mark) {
    LocalInHook hook = localIn;
    return hook != null && hook.takeOutgoing(frame, AT, mark);
  }

  private void handToProtocol(byte[] frame, Interface in) {
    int protocol = Ipv4.protocol(frame, AT);
    if (protocol == Ipv4.PROTOCOL_ICMP) {
      host.icmp().receive(frame, AT, in);
      return;
    }
    TransportProtocol handler = handlers[protocol];
    if (handler != null) {
      handler.receive(frame, AT, in);
    } else {
      host.icmp().sendError(frame, AT, Icmp.UNREACHABLE, Icmp.PROTOCOL_UNREACHABLE, 0);
    }
  }

  /** Shows IPVS a packet that goes out or through: it may be a reply in one of its connections. */
  void leaving(byte[] frame) {
    LocalInHook hook = localIn;
    if (hook != null) {
      hook.leaving(frame, AT);
    }
  }

  @Nullable TransportProtocol handler(int protocol) {
    return handlers[protocol];
  }

  private void tellLocal(byte[] frame, Interface in) {
    if (host.trace().on()) {
      int destination = Ipv4.destination(frame, AT);
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.Local(
                  Ipv4.source(frame, AT), destination, in.name(), host.ownerName(destination)));
    }
  }

  private void dropped(byte[] frame, String why, @Nullable SettingValue setting) {
    if (host.trace().on()) {
      boolean readable = frame.length >= AT + Ipv4.HEADER;
      int source = readable ? Ipv4.source(frame, AT) : 0;
      int destination = readable ? Ipv4.destination(frame, AT) : 0;
      host.trace().tell(host.name(), new Ipv4Decision.Dropped(source, destination, why, setting));
    }
  }
}
