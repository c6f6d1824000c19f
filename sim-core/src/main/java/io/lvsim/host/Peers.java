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
  private static final long SILENT_BEFORE_NANOS = 60 * Nanos.PER_SECOND;

  /** One peer; all limits share its tokens and its last time, as in struct inet_peer. */
  static final class Peer {
    private long tokensNanos;
    private long lastNanos;
    private int redirects;

    Peer(long nowNanos) {
      lastNanos = nowNanos - SILENT_BEFORE_NANOS;
    }

    /**
     * Takes tokens if there are enough.
     *
     * @param costNanos how long they take to grow
     * @param burstNanos the most that grow
     */
    boolean allows(long nowNanos, long costNanos, long burstNanos) {
      tokensNanos = Math.min(tokensNanos + nowNanos - lastNanos, burstNanos);
      lastNanos = nowNanos;
      if (tokensNanos < costNanos) {
        return false;
      }
      tokensNanos -= costNanos;
      return true;
    }

    int redirects() {
      return redirects;
    }

    void forgetRedirectsAfter(long silenceNanos, long nowNanos) {
      if (nowNanos > lastNanos + silenceNanos) {
        tokensNanos = 0;
        redirects = 0;
      }
    }

    /** Each pause between two redirects is twice as long as the one before. */
    boolean mayRedirect(long loadNanos, long nowNanos) {
      return redirects == 0 || nowNanos > lastNanos + (loadNanos << redirects);
    }

    void redirected(long nowNanos) {
      lastNanos = nowNanos;
      redirects++;
    }

    void redirectIgnored(long nowNanos) {
      lastNanos = nowNanos;
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
