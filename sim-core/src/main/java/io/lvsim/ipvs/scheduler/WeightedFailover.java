package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/** fo: always the heaviest server; among equals the one added last (ip_vs_fo.c). */
public final class WeightedFailover implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate picked;

  public WeightedFailover(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    Candidate heaviest = null;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      if (server.isEligible() && (heaviest == null || server.weight() > heaviest.weight())) {
        heaviest = server;
      }
    }
    picked = heaviest;
    return heaviest;
  }

  @Override
  public String why() {
    return picked == null
        ? "no server is eligible"
        : "its weight " + picked.weight() + " is the highest, or the first of the highest";
  }
}
