package io.lvsim.nic;

/**
 * Whether frames that wait are sent by a system call each, or many by one. One call for many saves
 * the way into the kernel and back, and costs more for each of them in there; which is less depends
 * on the machine (a kernel that hides its memory from programs makes the way long), so both are
 * tried, and what each took of late counts.
 */
final class SendChoice {
  /** So few tell nothing, and are sent by a call each. */
  static final int FEWEST = 16;

  /** One time in so many the other way is tried. */
  private static final int TRIED_ONE_IN = 128;

  private static final int WEIGHT_OF_OLD = 15;

  private long eachNanos;
  private long togetherNanos;
  private int times;

  /** Whether so many frames had best be sent by a call each. */
  boolean isEach(int frames) {
    if (frames < FEWEST) {
      return true;
    }
    boolean better = eachNanos <= togetherNanos;
    times++;
    return times % TRIED_ONE_IN == 0 ? !better : better;
  }

  /** Takes into account what sending took; a pause of the process counts as little as it can. */
  void took(boolean each, int frames, long nanos) {
    if (frames < FEWEST) {
      return;
    }
    long now = (nanos << 8) / frames;
    if (each) {
      eachNanos = average(eachNanos, now);
    } else {
      togetherNanos = average(togetherNanos, now);
    }
  }

  private static long average(long before, long now) {
    return before == 0
        ? now
        : (before * WEIGHT_OF_OLD + Math.min(now, 2 * before)) / (WEIGHT_OF_OLD + 1);
  }
}
