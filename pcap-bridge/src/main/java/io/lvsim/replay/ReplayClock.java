package io.lvsim.replay;

/** The clock that a replay onto a NIC goes by. */
public interface ReplayClock {
  /** Nanoseconds from any instant on. */
  long nanoTime();

  /**
   * Waits until an instant, or a while less: the caller looks again.
   *
   * @param deadlineNanos by {@link #nanoTime}
   */
  void waitTowards(long deadlineNanos);
}
