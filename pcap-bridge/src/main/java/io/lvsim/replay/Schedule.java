package io.lvsim.replay;

/**
 * When each frame of a replay is due: always reckoned from the beginning, so that being late once
 * makes nothing later, and the hundredth loop does not drift.
 */
public final class Schedule {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LONE_FRAME_NANOS = 1_000_000;

  private final ReplayFrames frames;
  private final Pace pace;
  private final long[] bitsBefore;
  private final long bitsOfLoop;

  public Schedule(ReplayFrames frames, Pace pace) {
    this.frames = frames;
    this.pace = pace;
    bitsBefore = new long[frames.count()];
    long bits = 0;
    for (int i = 0; i < bitsBefore.length; i++) {
      bitsBefore[i] = bits;
      bits += 8L * frames.frame(i).length;
    }
    bitsOfLoop = bits;
  }

  /** Whether frames have a time at all. */
  public boolean isTimed() {
    return !(pace instanceof Pace.TopSpeed);
  }

  /**
   * When a frame is due, in nanoseconds after the beginning.
   *
   * @param loop from 0
   * @param index of the frame in its loop
   */
  public long dueNanos(long loop, int index) {
    return switch (pace) {
      case Pace.Original original ->
          (long) ((loop * (double) loopNanos() + frames.atNanos(index)) / original.speed());
      case Pace.FrameRate rate ->
          (long) ((loop * frames.count() + index) * NANOS_PER_SECOND / rate.perSecond());
      case Pace.BitRate rate ->
          (long) ((loop * bitsOfLoop + bitsBefore[index]) * NANOS_PER_SECOND / rate.perSecond());
      case Pace.TopSpeed _ -> 0;
    };
  }

  /** As captured, the next loop's first frame follows the last after the mean gap. */
  private long loopNanos() {
    int gaps = frames.count() - 1;
    long span = frames.spanNanos();
    return span == 0 ? LONE_FRAME_NANOS : span + span / gaps;
  }
}
