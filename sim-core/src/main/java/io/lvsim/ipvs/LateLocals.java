package io.lvsim.ipvs;

import java.util.ArrayDeque;

/**
 * Packets of the host's own that the director has left to the host on their way out, because the
 * real server is the host: they come round by lo, and are not to be looked at twice
 * (ipvs_property).
 */
final class LateLocals {
  /** More cannot be under way on lo at one instant without some being forgotten. */
  private static final int MOST = 256;

  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();

  void add(byte[] frame) {
    if (frames.size() == MOST) {
      frames.removeFirst();
    }
    frames.addLast(frame);
  }

  /** Whether a frame was among them; it is then no more. */
  boolean remove(byte[] frame) {
    return !frames.isEmpty() && frames.removeFirstOccurrence(frame);
  }
}
