package io.lvsim.replay;

/**
 * When each frame of a replay is due: always reckoned from the beginning, so that being late once
 * makes nothing later, and the hundredth loop does not drift.
 */
public final class Schedule {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LONE_FRAME_NANOS = 1_000_000;

  private final ReplaySummary all;
  private final Pace pace;

  /**
   * @param all what is known of the frames of a loop
   */
  public Schedule(ReplaySummary all, Pace pace) {
    this.all = all;
    this.pace = pace;
  }

  /** Whether frames have a time at all. */
  public boolean isTimed() {
    return !(pace instanceof Pace.TopSpeed);
  }

  /**
   * When a frame is due, in nanoseconds after the beginning.
   *
   * @param loop from 0
   * @param index of the frame in its loop, from 0
   * @param atNanos of the frame in the capture
   * @param bytesBefore of the frames before it in its loop
   */
  long dueNanos(long loop, long index, long atNanos, long bytesBefore) {
    return switch (pace) {
      case Pace.Original original ->
          (long) ((loop * (double) loopNanos() + atNanos) / original.speed());
      case Pace.FrameRate rate ->
          (long) ((loop * all.count() + index) * NANOS_PER_SECOND / rate.perSecond());
      case Pace.BitRate rate ->
          (long) (8.0 * (loop * all.bytes() + bytesBefore) * NANOS_PER_SECOND / rate.perSecond());
      case Pace.TopSpeed _ -> 0;
    };
  }

  /** As captured, the next loop's first frame follows the last after the mean gap. */
  private long loopNanos() {
    long gaps = all.count() - 1;
    return all.spanNanos() == 0 ? LONE_FRAME_NANOS : all.spanNanos() + all.spanNanos() / gaps;
  }
}
