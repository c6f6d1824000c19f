package io.lvsim.scenario.run;

import io.lvsim.engine.Nanos;

/** Spans of time as scenario files write them. */
public final class Spans {
  private static final long[] UNITS = {
    3600 * Nanos.PER_SECOND,
    60 * Nanos.PER_SECOND,
    Nanos.PER_SECOND,
    Nanos.PER_MILLI,
    Nanos.PER_MICRO,
    1
  };
  private static final String[] NAMES = {"h", "m", "s", "ms", "us", "ns"};

  private Spans() {}

  /** A span in the largest unit of which it is a whole number, such as 20s or 1500ms. */
  public static String text(long nanos) {
    for (int i = 0; i < UNITS.length; i++) {
      if (nanos >= UNITS[i] && nanos % UNITS[i] == 0) {
        return nanos / UNITS[i] + NAMES[i];
      }
    }
    return "0s";
  }
}
