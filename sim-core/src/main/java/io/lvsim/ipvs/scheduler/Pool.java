package io.lvsim.ipvs.scheduler;

import io.lvsim.engine.Random;

/** A virtual service as its scheduler sees it: the real servers, the flags, the clock. */
public interface Pool {
  /** How many real servers there are. */
  int size();

  /**
   * The real servers in the kernel's order: the one added last is at 0.
   *
   * @param position from 0 to {@link #size()} - 1
   */
  Candidate get(int position);

  /** The scheduler's flags (ipvsadm -b): SCHED1 0x8, SCHED2 0x10, SCHED3 0x20. */
  int schedulerFlags();

  /** The director's random numbers for schedulers. */
  Random random();

  /** Virtual time in nanoseconds. */
  long now();

  /**
   * How long lblc and lblcr keep what they know of an unused destination, in seconds
   * (net.ipv4.vs.lblc_expiration, lblcr_expiration).
   */
  int cacheExpirySeconds(String scheduler);
}
