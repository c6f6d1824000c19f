package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * lc: the eligible server with the fewest connections, an active one counting as 256 inactive ones;
 * among equals the one added last. Weights count only as zero or not (ip_vs_lc.c).
 */
public final class LeastConnection implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate picked;

  public LeastConnection(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    Candidate least = null;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      if (server.isEligible() && (least == null || server.overhead() < least.overhead())) {
        least = server;
      }
    }
    picked = least;
    return least;
  }

  @Override
  public String why() {
    return picked == null
        ? "no server is eligible"
        : "its overhead " + picked.overheadShown() + " is the least, or the first of the least";
  }
}
