package io.lvsim.audit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a packet that is seen at one more place from one that was sent once more. Both look alike
 * where stacks give all packets the same identification; but what was sent twice is seen twice at
 * one place.
 */
final class Sightings {
  private static final long WINDOW_NANOS = 2_000_000_000L;
  private static final int PACKETS_MAX = 1 << 17;

  private final Map<Long, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

  /** How often a packet was seen at each place. */
  private static final class Seen {
    private final Map<Long, Integer> times = new LinkedHashMap<>();
    private int most;
    private long lastAt;
  }

  /**
   * Notes a sighting.
   *
   * @param place interface and link, as a number
   * @return whether it was sent anew, and not only seen somewhere else
   */
  boolean isNew(long identity, long place, long atNanos) {
    forget(atNanos);
    Seen packet = seen.computeIfAbsent(identity, i -> new Seen());
    packet.lastAt = atNanos;
    int times = packet.times.merge(place, 1, Integer::sum);
    if (times <= packet.most) {
      return false;
    }
    packet.most = times;
    return true;
  }

  private void forget(long now) {
    Iterator<Seen> eldest = seen.values().iterator();
    while (eldest.hasNext()) {
      if (eldest.next().lastAt >= now - WINDOW_NANOS && seen.size() < PACKETS_MAX) {
        return;
      }
      eldest.remove();
    }
  }
}
