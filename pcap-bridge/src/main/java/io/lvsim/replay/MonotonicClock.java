package io.lvsim.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * This machine's monotonic clock. The kernel wakes a sleeper late, by the timer's slack, which is
 * set to none, and by what it takes to get a CPU; so the last part of a wait is spent looking at
 * the clock. That part is short, since who never sleeps is preempted sooner.
 */
public final class MonotonicClock implements ReplayClock {
  private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(40);
  private static final long NAP_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** To be made by the thread that waits. */
  public MonotonicClock() {
    TimerSlack.none();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void waitTowards(long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    if (left > SPIN_NANOS + SPIN_NANOS / 4) {
      LockSupport.parkNanos(Math.min(left - SPIN_NANOS, NAP_MAX_NANOS));
      return;
    }
    while (System.nanoTime() - deadlineNanos < 0) {
      Thread.onSpinWait();
    }
  }
}
