package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * wlc: the server with the fewest connections for its weight, an active one counting as 256
 * inactive ones; among equals the one added last (ip_vs_wlc.c).
 */
public final class WeightedLeastConnection implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate picked;

  public WeightedLeastConnection(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    picked = leastLoaded(pool);
    return picked;
  }

  @Override
  public String why() {
    return picked == null ? "no server is eligible" : shown(picked);
  }

  /** The server of a pool with the least overhead for its weight; null if none is eligible. */
  static @Nullable Candidate leastLoaded(Pool pool) {
    Candidate least = null;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      if (server.isEligible() && (least == null || isLessLoaded(server, least))) {
        least = server;
      }
    }
    return least;
  }

  /** Whether overhead / weight is less, without dividing. */
  static boolean isLessLoaded(Candidate server, Candidate than) {
    return (long) than.overhead() * server.weight() > (long) server.overhead() * than.weight();
  }

  static String shown(Candidate server) {
    return "its overhead "
        + server.overheadShown()
        + " for weight "
        + server.weight()
        + " is the least, or the first of the least";
  }
}
