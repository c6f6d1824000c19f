package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;

/** ICMP redirects to a neighbour that took a detour, ever more seldom (ip_rt_send_redirect). */
final class Redirects {
  private static final int AT = Ethernet.HEADER;

  private final Host host;
  private final Peers peers;

  Redirects(Host host) {
    this.host = host;
    peers = new Peers(host);
  }

  /** Tells a packet's source of a better next hop, unless it was told often enough. */
  void send(byte[] frame, int nextHop) {
    HostSettings settings = host.settings();
    long now = host.simulation().now();
    Peers.Peer peer = peers.of(Ipv4.source(frame, AT));
    if (now > peer.redirectedAtNanos + Nanos.millis(settings.redirectSilenceMillis)) {
      peer.redirects = 0;
    }
    if (peer.redirects >= settings.redirectNumber) {
      peer.redirectedAtNanos = now;
      return;
    }
    long pause = Nanos.millis(settings.redirectLoadMillis) << peer.redirects;
    if (peer.redirects == 0 || now > peer.redirectedAtNanos + pause) {
      host.icmp().sendError(frame, AT, Icmp.REDIRECT, Icmp.REDIRECT_HOST, nextHop);
      peer.redirectedAtNanos = now;
      peer.redirects++;
    }
  }
}
