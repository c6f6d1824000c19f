package io.lvsim.ipvs;

/**
 * What is counted for one service, one real server, or all (struct ip_vs_stats): the running
 * counters, their copy as the estimator last saw it, the zero point that ipvsadm -Z set, and the
 * rates (ip_vs_est.c).
 */
final class StatCounters {
  private static final int KINDS = 5;
  private static final int CONNECTIONS = 0;
  private static final int IN_PACKETS = 1;
  private static final int OUT_PACKETS = 2;
  private static final int IN_BYTES = 3;
  private static final int OUT_BYTES = 4;

  private final long[] running = new long[KINDS];
  private final long[] seen = new long[KINDS];
  private final long[] base = new long[KINDS];

  /** Smoothed rates: packets and connections per second times 1024, bytes per second times 32. */
  private final long[] rate = new long[KINDS];

  void countConnection() {
    running[CONNECTIONS]++;
  }

  void countIn(int bytes) {
    running[IN_PACKETS]++;
    running[IN_BYTES] += bytes;
  }

  void countOut(int bytes) {
    running[OUT_PACKETS]++;
    running[OUT_BYTES] += bytes;
  }

  /** What the estimator does at each beat (estimation_timer): a moving average with weight 1/4. */
  void estimate() {
    for (int kind = 0; kind < KINDS; kind++) {
      int scale = isBytes(kind) ? 4 : 9;
      long fresh = running[kind] - seen[kind] << scale;
      seen[kind] = running[kind];
      rate[kind] += fresh - rate[kind] >> 2;
    }
  }

  /** Whether another {@link #estimate} would change nothing. */
  boolean isSettled() {
    for (int kind = 0; kind < KINDS; kind++) {
      if (running[kind] != seen[kind] || -rate[kind] >> 2 != 0) {
        return false;
      }
    }
    return true;
  }

  /** ipvsadm -Z (ip_vs_zero_stats): what the estimator saw last becomes the zero point. */
  void zero() {
    System.arraycopy(seen, 0, base, 0, KINDS);
    for (int kind = 0; kind < KINDS; kind++) {
      rate[kind] = 0;
    }
  }

  /** What ipvsadm shows (ip_vs_copy_stats, ip_vs_read_estimator). */
  Stats shown() {
    return new Stats(
        shown(CONNECTIONS),
        shown(IN_PACKETS),
        shown(OUT_PACKETS),
        shown(IN_BYTES),
        shown(OUT_BYTES),
        shownRate(CONNECTIONS),
        shownRate(IN_PACKETS),
        shownRate(OUT_PACKETS),
        shownRate(IN_BYTES),
        shownRate(OUT_BYTES));
  }

  private long shown(int kind) {
    return seen[kind] - base[kind];
  }

  private long shownRate(int kind) {
    return isBytes(kind) ? rate[kind] + 0xF >> 5 : rate[kind] + 0x1FF >> 10;
  }

  private static boolean isBytes(int kind) {
    return kind == IN_BYTES || kind == OUT_BYTES;
  }
}
