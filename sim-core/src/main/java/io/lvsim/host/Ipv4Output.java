package io.lvsim.host;

import io.lvsim.link.LentFrame;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.MangleTable.Chain;
import io.lvsim.trace.Ipv4Decision;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The way out: LOCAL_OUT, routing, POSTROUTING, fragmentation, neighbour (ip_output.c). */
final class Ipv4Output {
  private static final int AT = Ethernet.HEADER;

  private final Host host;

  Ipv4Output(Host host) {
    this.host = host;
  }

  /** Sends a packet of this host's own; returns what its program gets, null for success. */
  @Nullable Errno send(byte[] frame, @Nullable Interface through) {
    int destination = Ipv4.destination(frame, AT);
    Route route = host.routes().find(destination, through);
    if (route == null) {
      return sendWithoutRoute(frame, through);
    }
    Errno refusal = route.type().refusal();
    Interface out = host.leavingInterface(route);
    if (refusal != null || out == null) {
      return refusal == null ? Errno.ENETUNREACH : refusal;
    }
    long marked = host.mangle().run(host.name(), Chain.OUTPUT, frame, AT, "", out.name(), 0);
    if (marked == MangleTable.DROPPED) {
      return Errno.EPERM;
    }
    host.ipv4().leaving(frame);
    tellSent(frame, route, out);
    if (host.ipv4().takenOnTheWayOut(frame, (int) marked)) {
      return null;
    }
    int mtu = host.routes().pathMtu(destination, route);
    return finish(frame, out, route.nextHop(destination), mtu, (int) marked);
  }

  /** Bound to an interface, a socket takes everything for on-link where no route is known. */
  private @Nullable Errno sendWithoutRoute(byte[] frame, @Nullable Interface through) {
    int destination = Ipv4.destination(frame, AT);
    Interface out = through;
    boolean toGroup = destination == Ipv4Address.BROADCAST || Ipv4Address.isMulticast(destination);
    if (out == null && toGroup) {
      out = host.interfaceWith(Ipv4.source(frame, AT));
    }
    if (out == null || !out.isUp()) {
      return Errno.ENETUNREACH;
    }
    long marked = host.mangle().run(host.name(), Chain.OUTPUT, frame, AT, "", out.name(), 0);
    if (marked == MangleTable.DROPPED) {
      return Errno.EPERM;
    }
    return finish(frame, out, destination, out.mtu(), (int) marked);
  }

  /** Sends a packet to a multicast group, whose members are on the link. */
  @Nullable Errno sendMulticast(byte[] frame, Interface out) {
    if (!out.isUp()) {
      return Errno.ENETUNREACH;
    }
    long marked = host.mangle().run(host.name(), Chain.OUTPUT, frame, AT, "", out.name(), 0);
    if (marked == MangleTable.DROPPED) {
      return Errno.EPERM;
    }
    host.ipv4().leaving(frame);
    if (host.ipv4().takenOnTheWayOut(frame, (int) marked)) {
      return null;
    }
    return finish(frame, out, Ipv4.destination(frame, AT), out.mtu(), (int) marked);
  }

  /** Sends a packet to a next hop without a look at its addresses. */
  void sendVia(byte[] frame, Route route, int nextHop) {
    Interface out = route.out();
    if (out == null) {
      return;
    }
    long marked = host.mangle().run(host.name(), Chain.OUTPUT, frame, AT, "", out.name(), 0);
    if (marked != MangleTable.DROPPED) {
      int mtu = host.routes().pathMtu(nextHop, route);
      finish(frame, out, route.nextHop(nextHop), mtu, (int) marked);
    }
  }

  /**
   * The same of a frame that was lent: its head is changed; false if it cannot go at once.
   *
   * @param neighbor on that interface, whose MAC is known
   */
  boolean sendOn(LentFrame lent, Interface out, Neighbor neighbor, int mtu) {
    byte[] head = lent.head();
    if (Ipv4.totalLength(head, AT) > mtu) {
      return false;
    }
    Ipv4.decreaseTtl(head, AT);
    if (passesOutput(head, out)) {
      neighbor.sendOn(lent, PacketHead.trim(head));
    }
    return true;
  }

  private boolean passesOutput(byte[] head, Interface out) {
    MangleTable mangle = host.mangle();
    long marked = mangle.run(host.name(), Chain.OUTPUT, head, AT, "", out.name(), 0);
    return marked != MangleTable.DROPPED
        && mangle.run(host.name(), Chain.POSTROUTING, head, AT, "", out.name(), (int) marked)
            != MangleTable.DROPPED;
  }

  /**
   * POSTROUTING, then out, cut if need be (ip_finish_output).
   *
   * @param mtu the longest packet that may leave
   */
  @Nullable Errno finish(byte[] frame, Interface out, int nextHop, int mtu, int mark) {
    long marked =
        host.mangle().run(host.name(), Chain.POSTROUTING, frame, AT, "", out.name(), mark);
    if (marked == MangleTable.DROPPED) {
      return Errno.EPERM;
    }
    if (out.isLoopback()) {
      Ethernet.write(frame, 0, 0, Ethernet.TYPE_IPV4);
      out.send(frame);
      return null;
    }
    if (Ipv4.totalLength(frame, AT) > mtu) {
      return sendInFragments(frame, out, nextHop, mtu);
    }
    host.neighbors().output(frame, nextHop, out);
    return null;
  }

  private @Nullable Errno sendInFragments(byte[] frame, Interface out, int nextHop, int mtu) {
    if (Ipv4.dontFragment(frame, AT)) {
      host.icmp().sendError(frame, AT, Icmp.UNREACHABLE, Icmp.FRAGMENTATION_NEEDED, mtu);
      return Errno.EMSGSIZE;
    }
    int step = (mtu - Ipv4.headerLength(frame, AT)) / 8 * 8;
    if (step <= 0) {
      return refuseToCut(frame, mtu);
    }
    int payload = Ipv4.payloadLength(frame, AT);
    if (host.trace().on()) {
      int count = (payload + step - 1) / step;
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.Fragmented(
                  Ipv4.destination(frame, AT), Ipv4.totalLength(frame, AT), mtu, count));
    }
    for (int from = 0; from < payload; from += step) {
      byte[] fragment = Fragments.cut(frame, from, Math.min(step, payload - from));
      host.neighbors().output(fragment, nextHop, out);
    }
    return null;
  }

  /** No payload fits: an MTU below the smallest that IPv4 allows (RFC 791: 68 bytes). */
  private Errno refuseToCut(byte[] frame, int mtu) {
    if (host.trace().on()) {
      String why = "an MTU of " + mtu + " leaves no room for a fragment's data";
      int source = Ipv4.source(frame, AT);
      int destination = Ipv4.destination(frame, AT);
      host.trace().tell(host.name(), new Ipv4Decision.Dropped(source, destination, why, null));
    }
    return Errno.EINVAL;
  }

  private void tellSent(byte[] frame, Route route, Interface out) {
    if (host.trace().on()) {
      int destination = Ipv4.destination(frame, AT);
      host.trace()
          .tell(
              host.name(),
              new Ipv4Decision.Sent(
                  Ipv4.source(frame, AT),
                  destination,
                  out.name(),
                  route.nextHop(destination),
                  route.prefixText()));
    }
  }
}
