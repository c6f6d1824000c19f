package io.lvsim.replay;

import org.HdrHistogram.Histogram;

/** How much later than due frames were sent, in nanoseconds. */
public final class TimingErrors {
  private static final long LONGEST_NANOS = 3_600_000_000_000L;

  private final Histogram histogram = new Histogram(LONGEST_NANOS, 3);

  void record(long lateNanos) {
    histogram.recordValue(Math.min(Math.max(lateNanos, 0), LONGEST_NANOS));
  }

  /** How many frames had a time. */
  public long count() {
    return histogram.getTotalCount();
  }

  /**
   * What so many percent of the frames did not exceed, to three digits.
   *
   * @param percent from 0 to 100
   */
  public long percentile(double percent) {
    return histogram.getValueAtPercentile(percent);
  }

  /** The worst. */
  public long max() {
    return histogram.getMaxValue();
  }

  /** The mean. */
  public double mean() {
    return histogram.getMean();
  }
}
