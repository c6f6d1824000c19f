package io.lvsim.ipvs.scheduler;

import io.lvsim.engine.Nanos;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * lblcr: a destination address keeps a set of servers; when the least loaded of them is overloaded,
 * wlc's choice joins the set, and when the set has long been unchanged, the most loaded leaves it
 * (ip_vs_lblcr.c).
 */
public final class ReplicatedLocalityBased implements Scheduler {
  private final Pool pool;
  private final DestinationCache<ServerSet> cache;
  private String why = "";
  private @Nullable Candidate picked;

  public ReplicatedLocalityBased(Pool pool) {
    this.pool = pool;
    this.cache = new DestinationCache<>(pool, "lblcr");
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    ServerSet set = cache.use(request.destinationAddress());
    picked = set == null ? null : set.leastLoaded();
    if (set != null) {
      shrink(set);
    }
    if (picked != null && !LocalityBasedLeastConnection.isOverloaded(picked, pool)) {
      why = "it is the least loaded of the destination address's set";
      return picked;
    }
    picked = WeightedLeastConnection.leastLoaded(pool);
    why = set == null ? "new address, as wlc" : "the address's set is overloaded; it joins";
    if (picked != null) {
      join(set, request.destinationAddress(), picked);
    }
    return picked;
  }

  @Override
  public String why() {
    return picked == null ? "no server is eligible" : why;
  }

  private void shrink(ServerSet set) {
    long unchangedNanos = Nanos.seconds(pool.cacheExpirySeconds("lblcr"));
    if (set.servers.size() > 1 && pool.now() > set.changedAtNanos + unchangedNanos) {
      Candidate most = set.mostLoaded();
      if (most != null) {
        set.servers.remove(most);
        set.changedAtNanos = pool.now();
      }
    }
  }

  private void join(@Nullable ServerSet known, int address, Candidate server) {
    ServerSet set = known == null ? new ServerSet(address) : known;
    if (known == null) {
      cache.add(set);
    }
    if (!set.servers.contains(server)) {
      set.servers.addFirst(server);
      set.changedAtNanos = pool.now();
    }
  }

  /** The servers of one address, the one that joined last first. */
  private static final class ServerSet extends DestinationCache.Entry {
    final List<Candidate> servers = new ArrayList<>();
    long changedAtNanos;

    ServerSet(int address) {
      super(address);
    }

    @Nullable Candidate leastLoaded() {
      Candidate least = null;
      for (int i = 0; i < servers.size(); i++) {
        Candidate server = servers.get(i);
        boolean usable = server.isEligible() && server.isAvailable();
        if (usable && (least == null || WeightedLeastConnection.isLessLoaded(server, least))) {
          least = server;
        }
      }
      return least;
    }

    @Nullable Candidate mostLoaded() {
      Candidate most = null;
      for (int i = 0; i < servers.size(); i++) {
        Candidate server = servers.get(i);
        if (server.weight() > 0
            && (most == null || WeightedLeastConnection.isLessLoaded(most, server))) {
          most = server;
        }
      }
      return most;
    }
  }
}
