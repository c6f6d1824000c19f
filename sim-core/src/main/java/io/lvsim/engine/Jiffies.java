package io.lvsim.engine;

/**
 * The ticks of a kernel's clock, and when its coarse timers fire (the timer wheel of
 * kernel/time/timer.c). The kernel that the recordings are from ticks 100 times a second.
 */
public final class Jiffies {
  /** HZ. */
  public static final int PER_SECOND = 100;

  private static final long NANOS = Nanos.PER_SECOND / PER_SECOND;
  private static final int LEVEL_SHIFT = 3;

  /** LVL_DEPTH, where there are no more than 100 ticks in a second. */
  private static final int LEVELS = 8;

  /** Ticks ahead that the finest level of the wheel holds; each next one holds 8 times as many. */
  private static final long FINEST = 63;

  /** What a longer delay is cut to, about 15 days (WHEEL_TIMEOUT_MAX). */
  private static final long LONGEST =
      (FINEST << LEVEL_SHIFT * LEVELS) - (1L << LEVEL_SHIFT * (LEVELS - 1));

  private Jiffies() {}

  /** The tick that has begun last at a time in nanoseconds. */
  public static long at(long nanos) {
    return nanos / NANOS;
  }

  /** When a tick begins, in nanoseconds. */
  public static long toNanos(long tick) {
    return tick * NANOS;
  }

  /**
   * The tick in which a timer fires (calc_wheel_index): never early, and late by up to an eighth of
   * its length, because the wheel's slots are the wider the further they lie ahead.
   *
   * @param now the present tick
   * @param delay in ticks, from 0
   */
  public static long timer(long now, long delay) {
    long cut = Math.min(delay, LONGEST);
    return firing(now + cut, level(cut));
  }

  /**
   * The delay in ticks of a timer that is to fire in so many nanoseconds: never early, never longer
   * than the wheel reaches.
   */
  public static long delay(long nanos) {
    return Math.min((nanos + NANOS - 1) / NANOS, LONGEST);
  }

  /**
   * The level of the wheel that a timer is put on: 0, where the slots are a tick wide, to 7.
   *
   * @param delay in ticks, from 0
   */
  public static int level(long delay) {
    int level = 0;
    while (level < LEVELS - 1 && delay >= FINEST << LEVEL_SHIFT * level) {
      level++;
    }
    return level;
  }

  /** The tick in which a timer fires that was put on a level to fire in a tick. */
  public static long firing(long tick, int level) {
    int shift = LEVEL_SHIFT * level;
    return (tick >>> shift) + 1 << shift;
  }

  /**
   * In how many nanoseconds a timer fires that is to fire in so many: never early.
   *
   * @param nowNanos the present time
   * @param delayNanos from 0
   */
  public static long untilTimer(long nowNanos, long delayNanos) {
    return toNanos(timer(at(nowNanos), delay(delayNanos))) - nowNanos;
  }
}
