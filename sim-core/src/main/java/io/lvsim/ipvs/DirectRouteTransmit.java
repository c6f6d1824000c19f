package io.lvsim.ipvs;

import io.lvsim.link.LentFrame;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;

/**
 * Sends packets on to real servers as they are: only the MACs and the TTL change (ip_vs_dr_xmit and
 * __ip_vs_get_out_rt).
 */
final class DirectRouteTransmit {
  private final Platform platform;
  private final Telling telling;

  DirectRouteTransmit(Platform platform, Telling telling) {
    this.platform = platform;
    this.telling = telling;
  }

  /**
   * Sends a packet to a real server.
   *
   * @return false if the host's own stack is to have it, because the server is the host itself
   */
  boolean send(Packet packet, RealServer server, ForwardingMethod method) {
    if (method != ForwardingMethod.ROUTE && method != ForwardingMethod.LOCAL) {
      tellNotModelled(packet, server, method);
      return true;
    }
    int mtu = platform.mtuTo(server.address());
    if (mtu == Platform.LOCAL) {
      tellLocal(packet, server);
      return false;
    }
    if (mtu == Platform.UNREACHABLE) {
      return refuse(
          packet,
          Icmp.UNREACHABLE,
          Icmp.HOST_UNREACHABLE,
          0,
          "host unreachable",
          "there is no route to the real server");
    }
    if (packet.ttl() <= 1) {
      return refuse(
          packet, Icmp.TIME_EXCEEDED, 0, 0, "time exceeded", "a TTL of 1 is used up here");
    }
    if (packet.length() > mtu && mayNotBeFragmented(packet)) {
      return refuseTooLong(packet, mtu);
    }
    forward(packet, server);
    return true;
  }

  private void forward(Packet packet, RealServer server) {
    LentFrame lent = packet.lent();
    if (lent != null && platform.sendOn(lent, server.address())) {
      return;
    }
    byte[] copy = copy(packet);
    int ttl = packet.ttl() - 1;
    Ipv4.decreaseTtl(copy, Ethernet.HEADER);
    if (telling.on()) {
      telling.tell(
          new IpvsDecision.Forwarded(
              Telling.flow(packet),
              Telling.server(server),
              platform.nextHop(server.address()),
              ttl));
    }
    platform.sendVia(copy, server.address());
  }

  /** The packet in a frame of its own, without what lay behind it in the old one. */
  private static byte[] copy(Packet packet) {
    byte[] frame = packet.frame();
    byte[] copy = Ethernet.allocate(packet.length());
    System.arraycopy(frame, 0, copy, 0, Ethernet.HEADER);
    System.arraycopy(frame, packet.ipAt(), copy, Ethernet.HEADER, packet.length());
    return copy;
  }

  private static boolean mayNotBeFragmented(Packet packet) {
    return packet.isNotToBeFragmented() && packet.protocol() != Ipv4.PROTOCOL_ICMP;
  }

  private boolean refuseTooLong(Packet packet, int mtu) {
    String why =
        telling.on()
            ? packet.length() + " bytes with DF are more than the MTU " + mtu + " to the server"
            : "";
    return refuse(
        packet, Icmp.UNREACHABLE, Icmp.FRAGMENTATION_NEEDED, mtu, "fragmentation needed", why);
  }

  private boolean refuse(Packet packet, int type, int code, int info, String error, String why) {
    telling.refused(packet, error, why);
    platform.sendError(packet.frame(), packet.ipAt(), type, code, info);
    return true;
  }

  private void tellLocal(Packet packet, RealServer server) {
    if (telling.on()) {
      telling.tell(new IpvsDecision.DeliveredLocally(Telling.flow(packet), Telling.server(server)));
    }
  }

  private void tellNotModelled(Packet packet, RealServer server, ForwardingMethod method) {
    if (telling.on()) {
      telling.dropped(
          packet,
          "the real server "
              + Telling.server(server)
              + " has the forwarding method "
              + method.listed()
              + ", and only direct routing (Route) is modelled");
    }
  }
}
