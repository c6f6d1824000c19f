package io.lvsim.replay;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import java.util.Arrays;

/** Which MAC address of this network stands for which one of a simulated lab. */
public final class MacPairs {
  private static final int ARP_SENDER = 22;
  private static final int ARP_TARGET = 32;

  private final long[] simulated;
  private final long[] real;

  private MacPairs(long[] simulated, long[] real) {
    this.simulated = simulated;
    this.real = real;
  }

  /** All are the same. */
  public static MacPairs none() {
    return new MacPairs(new long[0], new long[0]);
  }

  /** These and one more. */
  public MacPairs with(long simulatedMac, long realMac) {
    long[] more = Arrays.copyOf(simulated, simulated.length + 1);
    long[] moreReal = Arrays.copyOf(real, real.length + 1);
    more[simulated.length] = simulatedMac;
    moreReal[real.length] = realMac;
    return new MacPairs(more, moreReal);
  }

  /** The real one that stands for a simulated one. */
  public long real(long mac) {
    return other(mac, simulated, real);
  }

  /** A frame with the real ones in it, of the same bytes if nothing changes. */
  public byte[] toReal(byte[] frame) {
    return changed(frame, simulated, real);
  }

  /** A frame with the simulated ones in it. */
  public byte[] toSimulated(byte[] frame) {
    return changed(frame, real, simulated);
  }

  private byte[] changed(byte[] frame, long[] from, long[] to) {
    if (from.length == 0) {
      return frame;
    }
    byte[] copy = frame.clone();
    change(copy, 0, from, to);
    change(copy, 6, from, to);
    if (FrameParts.isArp(copy, Ethernet.HEADER)) {
      change(copy, ARP_SENDER, from, to);
      change(copy, ARP_TARGET, from, to);
    }
    return copy;
  }

  private static void change(byte[] frame, int at, long[] from, long[] to) {
    Bytes.put48(frame, at, other(Bytes.u48(frame, at), from, to));
  }

  private static long other(long mac, long[] from, long[] to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] == mac) {
        return to[i];
      }
    }
    return mac;
  }
}
