package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;

/**
 * Chooses what a trace keeps under load: whole conversations, by a hash of their ends, and of those
 * no more each second than there is room for. What is left out costs next to nothing, and is
 * counted.
 */
final class TraceSampler implements Trace.Sampler {
  private final int oneIn;
  private final int perSecond;
  private long second = -1;
  private int takenThisSecond;
  private long arrived;
  private long chosen;
  private long taken;
  private long restLeftOut;

  TraceSampler(int oneIn, int perSecond) {
    this.oneIn = oneIn;
    this.perSecond = perSecond;
  }

  @Override
  public boolean takes(long nowNanos, byte[] frame) {
    arrived++;
    if (!isChosen(frame)) {
      return false;
    }
    chosen++;
    if (!hasRoom(nowNanos)) {
      return false;
    }
    takenThisSecond++;
    taken++;
    return true;
  }

  /**
   * Between two frames timers and commands run, and what they say counts too; half of the room is
   * for frames only.
   */
  @Override
  public boolean takesRest(long nowNanos) {
    boolean room = hasRoom(nowNanos) && takenThisSecond <= perSecond / 2;
    restLeftOut += room ? 0 : 1;
    return room;
  }

  /** Something was told that no frame caused. */
  void toldWithoutFrame() {
    takenThisSecond++;
  }

  private boolean hasRoom(long nowNanos) {
    long now = nowNanos / Nanos.PER_SECOND;
    if (now != second) {
      second = now;
      takenThisSecond = 0;
    }
    return takenThisSecond < perSecond;
  }

  private boolean isChosen(byte[] frame) {
    return oneIn == 1
        || Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || Integer.remainderUnsigned(hash(frame), oneIn) == 0;
  }

  /** Of both addresses and, where there are ports, both ports. */
  private static int hash(byte[] frame) {
    int ip = Ethernet.HEADER;
    if (frame.length < ip + Ipv4.HEADER) {
      return 0;
    }
    long ends = (long) Ipv4.source(frame, ip) << 32 ^ Ipv4.destination(frame, ip);
    int protocol = Ipv4.protocol(frame, ip);
    boolean hasPorts =
        protocol == Ipv4.PROTOCOL_TCP
            || protocol == Ipv4.PROTOCOL_UDP
            || protocol == Ipv4.PROTOCOL_SCTP;
    int ports = ip + (frame[ip] & 0xF) * 4;
    if (hasPorts && frame.length >= ports + 4 && !Ipv4.isFragment(frame, ip)) {
      ends = (ends ^ Bytes.i32(frame, ports)) * 0x9E3779B97F4A7C15L;
    }
    long mixed = (ends ^ ends >>> 32) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 32);
  }

  /** Frames that arrived since it began. */
  long arrived() {
    return arrived;
  }

  /** Those in a conversation that was chosen. */
  long chosen() {
    return chosen;
  }

  /** Chosen ones that the second had no room for. */
  long beyondRate() {
    return chosen - taken;
  }

  /** Those that were kept. */
  long taken() {
    return taken;
  }

  /** How often there was no room for what timers and commands would say. */
  long restLeftOut() {
    return restLeftOut;
  }
}
