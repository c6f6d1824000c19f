package io.lvsim.report.chart;

import java.util.List;

/** What a chart draws. Names come from the run, and are text that nobody has looked through. */
public sealed interface ChartData {
  /** What a mark stands for, which decides on its colour. */
  enum Meaning {
    SERVER,
    DIRECTOR,
    PLAIN,
    WRONG
  }

  /**
   * One above the other on a common axis of time, each with a name.
   *
   * @param counted whether values are counts of the time that begins with them (drawn as columns),
   *     or levels that hold until the next (drawn as steps)
   */
  record Strips(TimeScale scale, boolean counted, List<Strip> strips) implements ChartData {}

  /**
   * One strip.
   *
   * @param layers drawn one on the other, the first at the bottom
   */
  record Strip(String name, List<Layer> layers) {}

  /** Values over time; times rise. */
  record Layer(Meaning meaning, long[] atNanos, long[] values) {}

  /** Spans of time in rows. */
  record Spans(TimeScale scale, List<Row> rows) implements ChartData {}

  /** A row of spans that do not overlap, in order. */
  record Row(String name, List<Span> spans) {}

  /** From an instant to another. */
  record Span(long fromNanos, long untilNanos, String label, Meaning meaning) {}

  /** Shares of a whole, each beside what was due; both from 0 to 1. */
  record Shares(List<Share> shares) implements ChartData {}

  /**
   * One share.
   *
   * @param due what was due; negative where nothing says
   */
  record Share(String name, double got, double due) {}

  /** Distributions: how many values in a hundred are at most so large. */
  record Distributions(List<Distribution> distributions) implements ChartData {}

  /**
   * One distribution.
   *
   * @param name a key: handshake or first_byte
   * @param sortedNanos not empty
   */
  record Distribution(String name, long[] sortedNanos) {}
}
