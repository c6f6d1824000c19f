package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;

/**
 * IPv4 identifications: a counter for each of 2048 hashes of source, destination and protocol,
 * which also moves on by chance with time (ip_idents_reserve, __ip_select_ident).
 */
final class Identifications {
  private static final int COUNTERS = 2048;
  private static final long TICK_NANOS = 4 * Nanos.PER_MILLI;

  private final Host host;
  private final Random random;
  private final int key;
  private int[] counters = {};
  private long[] usedAtTick = {};

  Identifications(Host host) {
    this.host = host;
    random = host.simulation().random(host.name() + " ip identifications");
    key = random.nextInt();
  }

  int next(int source, int destination, int protocol) {
    if (counters.length == 0) {
      begin();
    }
    long mixed = (source * 31L + destination) * 31L + protocol + key;
    int slot = (int) (mixed * 0x9E3779B97F4A7C15L >>> 32) & COUNTERS - 1;
    long tick = host.simulation().now() / TICK_NANOS;
    int ticks = (int) Math.min(Integer.MAX_VALUE, tick - usedAtTick[slot]);
    usedAtTick[slot] = tick;
    int step = ticks == 0 ? 1 : 1 + random.below(ticks);
    int identification = counters[slot];
    counters[slot] += step;
    return identification & 0xFFFF;
  }

  private void begin() {
    counters = new int[COUNTERS];
    usedAtTick = new long[COUNTERS];
    for (int i = 0; i < COUNTERS; i++) {
      counters[i] = random.nextInt();
    }
  }
}
