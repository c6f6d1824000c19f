package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * sed: the server that would have the fewest active connections for its weight with this one; among
 * equals the one added last. Inactive connections do not count (ip_vs_sed.c).
 */
public final class ShortestExpectedDelay implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate picked;

  public ShortestExpectedDelay(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    Candidate least = null;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      if (server.isEligible() && (least == null || isSooner(server, least))) {
        least = server;
      }
    }
    picked = least;
    return least;
  }

  @Override
  public String why() {
    return picked == null ? "no server is eligible" : shown(picked);
  }

  /** Whether (active + 1) / weight is less, without dividing. */
  static boolean isSooner(Candidate server, Candidate than) {
    long itsDelay = server.activeConnections() + 1L;
    long otherDelay = than.activeConnections() + 1L;
    return otherDelay * server.weight() > itsDelay * than.weight();
  }

  static String shown(Candidate server) {
    return "its expected delay ("
        + server.activeConnections()
        + " active + 1) / weight "
        + server.weight()
        + " is the least, or the first of the least";
  }
}
