package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * nq: the first server in the list that has nothing to do; if all are busy, as sed (ip_vs_nq.c).
 */
public final class NeverQueue implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate picked;

  public NeverQueue(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    picked = choose();
    return picked;
  }

  @Override
  public String why() {
    if (picked == null) {
      return "no server is eligible";
    }
    return picked.activeConnections() == 0
        ? "it is the first in the list without an active connection"
        : "none is idle, and " + ShortestExpectedDelay.shown(picked);
  }

  private @Nullable Candidate choose() {
    Candidate least = null;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      if (!server.isEligible()) {
        continue;
      }
      if (server.activeConnections() == 0) {
        return server;
      }
      if (least == null || ShortestExpectedDelay.isSooner(server, least)) {
        least = server;
      }
    }
    return least;
  }
}
