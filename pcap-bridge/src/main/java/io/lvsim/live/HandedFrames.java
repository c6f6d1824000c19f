package io.lvsim.live;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Frames that other workers have handed on to one, until it takes them; not without end. */
final class HandedFrames {
  private static final int MOST = 4096;

  private final ConcurrentLinkedQueue<byte[]> frames = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** Adds a frame; any thread may. False if there is no room. */
  boolean offer(byte[] frame) {
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      return false;
    }
    return frames.add(frame);
  }

  /** Takes the oldest; null if there is none. */
  byte @Nullable [] poll() {
    byte[] frame = frames.poll();
    if (frame != null) {
      size.decrementAndGet();
    }
    return frame;
  }
}
