package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * ovf: the heaviest server whose active connections do not exceed its weight; among equals the one
 * added last (ip_vs_ovf.c).
 */
public final class WeightedOverflow implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate picked;

  public WeightedOverflow(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    Candidate heaviest = null;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      boolean hasRoom = server.isEligible() && server.activeConnections() <= server.weight();
      if (hasRoom && (heaviest == null || server.weight() > heaviest.weight())) {
        heaviest = server;
      }
    }
    picked = heaviest;
    return heaviest;
  }

  @Override
  public String why() {
    return picked == null
        ? "every server has more active connections than its weight"
        : "of the servers with no more active connections than their weight it is the heaviest: "
            + picked.activeConnections()
            + " <= "
            + picked.weight();
  }
}
