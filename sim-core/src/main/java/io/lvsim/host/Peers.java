package io.lvsim.host;

import io.lvsim.engine.Nanos;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a host remembers of those it told something by ICMP: rate limit tokens and redirects
 * (inetpeer.c, inet_peer_xrlim_allow, ip_rt_send_redirect). The oldest of more than 65536 are
 * forgotten.
 */
final class Peers {
  private static final int MOST = 65_536;
  private static final int BURST = 6;
  private static final long SILENT_BEFORE_NANOS = 60 * Nanos.PER_SECOND;

  /** One peer. */
  static final class Peer {
    private long tokensNanos;
    private long tokensAtNanos;
    int redirects;
    long redirectedAtNanos;

    Peer(long nowNanos) {
      tokensAtNanos = nowNanos - SILENT_BEFORE_NANOS;
    }

    /** Takes a token if there is one: one more every interval, at most six in a row. */
    boolean allows(long nowNanos, long intervalNanos) {
      tokensNanos += nowNanos - tokensAtNanos;
      tokensAtNanos = nowNanos;
      tokensNanos = Math.min(tokensNanos, BURST * intervalNanos);
      if (tokensNanos < intervalNanos) {
        return false;
      }
      tokensNanos -= intervalNanos;
      return true;
    }
  }

  private final Host host;
  private final Map<Integer, Peer> peers = new LinkedHashMap<>();

  Peers(Host host) {
    this.host = host;
  }

  Peer of(int address) {
    Peer known = peers.get(address);
    if (known != null) {
      return known;
    }
    if (peers.size() >= MOST) {
      peers.remove(peers.keySet().iterator().next());
    }
    Peer peer = new Peer(host.simulation().now());
    peers.put(address, peer);
    return peer;
  }
}
