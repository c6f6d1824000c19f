package io.lvsim.replay;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames that came by another interface than the one that stands for their destination MAC. Most
 * are copies that a switch flooded; where the other copy never comes, the frame went astray.
 */
final class StrayFrames {
  /** Beyond so many the oldest is forgotten. */
  private static final int KEPT_MAX = 50_000;

  private final long withinNanos;
  private final Map<Sighting.Key, ArrayDeque<Sighting>> byKey = new LinkedHashMap<>();
  private final ArrayDeque<Sighting> all = new ArrayDeque<>();
  private long told;
  private long claimed;

  /**
   * @param withinNanos how far from the expected time one may have come
   */
  StrayFrames(long withinNanos) {
    this.withinNanos = withinNanos;
  }

  /** One came; they are told in the order of their times. */
  void add(Sighting frame) {
    told++;
    byKey.computeIfAbsent(frame.key(), k -> new ArrayDeque<>(2)).add(frame);
    all.add(frame);
    // what was expected is given up that much later than expected, and may have come that early
    while (all.size() > KEPT_MAX || all.getFirst().atNanos() < frame.atNanos() - 3 * withinNanos) {
      forget(all.removeFirst());
    }
  }

  private void forget(Sighting frame) {
    ArrayDeque<Sighting> same = byKey.get(frame.key());
    if (same != null && same.peekFirst() == frame) {
      remove(frame.key(), same);
    }
  }

  private void remove(Sighting.Key key, ArrayDeque<Sighting> same) {
    same.removeFirst();
    if (same.isEmpty()) {
      byKey.remove(key);
    }
  }

  /** The first that is the packet that was expected, near its time; it is taken out. */
  @Nullable Sighting claim(Sighting expectation) {
    ArrayDeque<Sighting> same = byKey.get(expectation.key());
    while (same != null && !same.isEmpty()) {
      Sighting first = same.getFirst();
      if (first.atNanos() > expectation.atNanos() + withinNanos) {
        return null;
      }
      remove(expectation.key(), same);
      if (first.atNanos() >= expectation.atNanos() - withinNanos) {
        claimed++;
        return first;
      }
    }
    return null;
  }

  /** How many were nothing but copies. */
  long unclaimed() {
    return told - claimed;
  }
}
