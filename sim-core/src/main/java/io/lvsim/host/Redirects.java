package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;

/** ICMP redirects to a neighbour that took a detour, ever more seldom (ip_rt_send_redirect). */
final class Redirects {
  private static final int AT = Ethernet.HEADER;

  private final Host host;

  Redirects(Host host) {
    this.host = host;
  }

  /** Tells a packet's source of a better next hop, unless it was told often enough. */
  void send(byte[] frame, Interface in, int nextHop) {
    HostSettings settings = host.settings();
    long now = host.simulation().now();
    Peers.Peer peer = host.peers().of(Ipv4.source(frame, AT));
    peer.forgetRedirectsAfter(Nanos.millis(settings.redirectSilenceMillis), now);
    if (peer.redirects() >= settings.redirectNumber) {
      peer.redirectIgnored(now);
      return;
    }
    if (peer.mayRedirect(Nanos.millis(settings.redirectLoadMillis), now)) {
      host.icmp().sendError(frame, in, Icmp.REDIRECT, Icmp.REDIRECT_HOST, nextHop);
      peer.redirected(now);
    }
  }
}
