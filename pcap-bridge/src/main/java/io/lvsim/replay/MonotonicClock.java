package io.lvsim.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * This machine's monotonic clock. The kernel wakes a sleeper late, by its timer slack and what it
 * takes to get a CPU; so the last part of a wait is spent looking at the clock.
 */
public final class MonotonicClock implements ReplayClock {
  private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long NAP_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void waitTowards(long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    if (left > 2 * SPIN_NANOS) {
      LockSupport.parkNanos(Math.min(left - SPIN_NANOS, NAP_MAX_NANOS));
      return;
    }
    while (System.nanoTime() - deadlineNanos < 0) {
      Thread.onSpinWait();
    }
  }
}
