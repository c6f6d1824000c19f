package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * rr: each eligible server in turn, in the order of the list, which begins with the server added
 * last (ip_vs_rr.c). Weights count only as zero or not.
 */
public final class RoundRobin implements Scheduler {
  private final Pool pool;

  /** The server picked last; null stands for the list's head, in front of the first. */
  private @Nullable Candidate last;

  private @Nullable Candidate lastBefore;

  public RoundRobin(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    int size = pool.size();
    int start = positionOf(last);
    for (int step = 1; step <= size; step++) {
      Candidate server = pool.get((start + step) % size);
      if (server.isEligible()) {
        lastBefore = last;
        last = server;
        return server;
      }
    }
    return null;
  }

  @Override
  public String why() {
    return lastBefore == null
        ? "first in the list (the server added last)"
        : "next after " + lastBefore.shown() + " in the list (the server added last comes first)";
  }

  /** A pointer to the server that goes moves back to the one in front of it. */
  @Override
  public void removed(Candidate server, @Nullable Candidate before) {
    if (last == server) {
      last = before;
    }
  }

  /** -1 for the head. */
  private int positionOf(@Nullable Candidate server) {
    for (int i = 0; server != null && i < pool.size(); i++) {
      if (pool.get(i) == server) {
        return i;
      }
    }
    return -1;
  }
}
