package io.lvsim.ipvs.scheduler;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The schedulers there are, by the names that ipvsadm -s takes. */
public final class Schedulers {
  private static final Map<String, Function<Pool, Scheduler>> BY_NAME =
      Map.ofEntries(
          Map.entry("rr", RoundRobin::new),
          Map.entry("wrr", WeightedRoundRobin::new),
          Map.entry("lc", LeastConnection::new),
          Map.entry("wlc", WeightedLeastConnection::new),
          Map.entry("lblc", LocalityBasedLeastConnection::new),
          Map.entry("lblcr", ReplicatedLocalityBased::new),
          Map.entry("dh", DestinationHashing::new),
          Map.entry("sh", SourceHashing::new),
          Map.entry("sed", ShortestExpectedDelay::new),
          Map.entry("nq", NeverQueue::new),
          Map.entry("fo", WeightedFailover::new),
          Map.entry("ovf", WeightedOverflow::new),
          Map.entry("mh", MaglevHashing::new),
          Map.entry("twos", PowerOfTwoChoices::new));

  private Schedulers() {}

  /** Whether there is a scheduler of a name. */
  public static boolean exists(String name) {
    return BY_NAME.containsKey(name);
  }

  /** A new scheduler for a pool; null if there is none of that name. */
  public static @Nullable Scheduler create(String name, Pool pool) {
    Function<Pool, Scheduler> maker = BY_NAME.get(name);
    return maker == null ? null : maker.apply(pool);
  }
}
