package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Chooses real servers for new connections of one service (struct ip_vs_scheduler). An instance
 * belongs to one {@link Pool}; making it is the kernel's init_service.
 */
public interface Scheduler {
  /** The real server for a new connection, or null if none can take it. */
  @Nullable Candidate schedule(Request request);

  /**
   * The arithmetic behind the last answer of {@link #schedule}, in a clause such as "weight 3 >=
   * current weight 2". Asked for only when someone listens.
   */
  String why();

  /** A real server has joined the pool, at position 0. */
  default void added(Candidate server) {}

  /**
   * A real server has left the pool.
   *
   * @param before the one that was in front of it in the list, null if it was the first
   */
  default void removed(Candidate server, @Nullable Candidate before) {}

  /** A real server's weight or thresholds were set. */
  default void edited(Candidate server) {}
}
