package io.lvsim.scenario.run;

import io.lvsim.link.Tap;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;

/**
 * Counts the frames for the VIP that reach a real server without the director: IPv4 packets to the
 * VIP, addressed to the real server's MAC, whose source MAC is not a director's.
 */
final class BypassCount {
  private final int vip;
  private final Directors directors;
  private long frames;

  BypassCount(int vip, Directors directors) {
    this.vip = vip;
    this.directors = directors;
  }

  /** Watches a port of a real server. */
  Tap at(long mac) {
    return (outgoing, frame) -> {
      if (!outgoing && isForVip(frame, mac) && !directors.haveMac(Ethernet.source(frame))) {
        frames++;
      }
    };
  }

  private boolean isForVip(byte[] frame, long mac) {
    return Ethernet.type(frame) == Ethernet.TYPE_IPV4
        && Ethernet.destination(frame) == mac
        && Ipv4.isWellFormed(frame, Ethernet.HEADER)
        && Ipv4.destination(frame, Ethernet.HEADER) == vip;
  }

  long frames() {
    return frames;
  }

  void clear() {
    frames = 0;
  }
}
