package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * lblc: a destination address keeps the server that wlc chose for it, until that server has more
 * active connections than its weight while another has less than half (ip_vs_lblc.c).
 */
public final class LocalityBasedLeastConnection implements Scheduler {
  private final Pool pool;
  private final DestinationCache<Known> cache;
  private String why = "";
  private @Nullable Candidate picked;

  public LocalityBasedLeastConnection(Pool pool) {
    this.pool = pool;
    this.cache = new DestinationCache<>(pool, "lblc");
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    Known known = cache.use(request.destinationAddress());
    picked = known == null ? null : known.server;
    if (picked != null && takesMore(picked)) {
      why = "it is the destination address's server";
      return picked;
    }
    picked = WeightedLeastConnection.leastLoaded(pool);
    why = known == null ? "new address, as wlc" : "the address's old server is overloaded or gone";
    if (picked != null) {
      remember(known, request.destinationAddress(), picked);
    }
    return picked;
  }

  @Override
  public String why() {
    return picked == null ? "no server is eligible" : why;
  }

  /** Whether a server is far above its weight while another is far below. */
  static boolean isOverloaded(Candidate server, Pool pool) {
    if (server.activeConnections() <= server.weight()) {
      return false;
    }
    for (int i = 0; i < pool.size(); i++) {
      if (pool.get(i).activeConnections() * 2L < pool.get(i).weight()) {
        return true;
      }
    }
    return false;
  }

  private boolean takesMore(Candidate server) {
    return server.isAvailable() && server.weight() > 0 && !isOverloaded(server, pool);
  }

  private void remember(@Nullable Known known, int address, Candidate server) {
    if (known != null) {
      known.server = server;
    } else {
      cache.add(new Known(address, server));
    }
  }

  private static final class Known extends DestinationCache.Entry {
    Candidate server;

    Known(int address, Candidate server) {
      super(address);
      this.server = server;
    }
  }
}
