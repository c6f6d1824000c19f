package io.lvsim.replay;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The frames of a capture that are replayed, with their times, and how many are left out. */
public final class ReplayFrames {
  private static final int TAG_BYTES = 4;

  private final byte[][] frames;
  private final long[] times;
  private final Map<Skip, Long> skipped;

  /**
   * @param times of each frame in nanoseconds, from any instant on; where one is before the one
   *     before it, they come together
   * @param skipped how many frames were left out, and why
   */
  public ReplayFrames(List<byte[]> frames, List<Long> times, Map<Skip, Long> skipped) {
    this.frames = frames.toArray(byte[][]::new);
    this.times = new long[frames.size()];
    this.skipped = new EnumMap<>(Skip.class);
    this.skipped.putAll(skipped);
    long latest = 0;
    for (int i = 0; i < this.times.length; i++) {
      latest = Math.max(latest, times.get(i) - times.getFirst());
      this.times[i] = latest;
    }
  }

  /** How many are replayed. */
  public int count() {
    return frames.length;
  }

  /** A frame; not to be changed. */
  public byte[] frame(int index) {
    return frames[index];
  }

  /** When it comes, in nanoseconds after the first; never before the one before it. */
  public long atNanos(int index) {
    return times[index];
  }

  /** From the first frame to the last, in nanoseconds; 0 where there are none. */
  public long spanNanos() {
    return times.length == 0 ? 0 : times[times.length - 1];
  }

  /** Of all frames together. */
  public long bytes() {
    long bytes = 0;
    for (byte[] frame : frames) {
      bytes += frame.length;
    }
    return bytes;
  }

  /** How many frames were left out, by the reason; reasons without any are missing. */
  public Map<Skip, Long> skipped() {
    return skipped;
  }

  /** How many have a wrong checksum, such as one that the sender's NIC would have finished. */
  public int wrongChecksums() {
    int wrong = 0;
    for (byte[] frame : frames) {
      wrong += FrameChecksums.areRight(frame) ? 0 : 1;
    }
    return wrong;
  }

  /** Those that an interface can send: the others are left out, and counted. */
  public ReplayFrames fitting(int mtu) {
    List<byte[]> fit = new java.util.ArrayList<>(frames.length);
    List<Long> at = new java.util.ArrayList<>(frames.length);
    for (int i = 0; i < frames.length; i++) {
      if (frames[i].length <= longest(frames[i], mtu)) {
        fit.add(frames[i]);
        at.add(times[i]);
      }
    }
    Map<Skip, Long> left = new EnumMap<>(Skip.class);
    left.putAll(skipped);
    if (fit.size() < frames.length) {
      left.merge(Skip.TOO_LONG, (long) frames.length - fit.size(), Long::sum);
    }
    return new ReplayFrames(fit, at, left);
  }

  /** A VLAN tag comes on top of the MTU (Linux: packet_snd, VLAN_HLEN). */
  private static int longest(byte[] frame, int mtu) {
    boolean tagged = Bytes.u16(frame, 12) == Ethernet.TYPE_VLAN;
    return mtu + Ethernet.HEADER + (tagged ? TAG_BYTES : 0);
  }
}
