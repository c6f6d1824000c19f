package io.lvsim.engine;

/** Spans of time in nanoseconds. */
public final class Nanos {
  /** Nanoseconds in a microsecond. */
  public static final long PER_MICRO = 1_000L;

  /** Nanoseconds in a millisecond. */
  public static final long PER_MILLI = 1_000_000L;

  /** Nanoseconds in a second. */
  public static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  /** So many seconds in nanoseconds. */
  public static long seconds(long seconds) {
    return seconds * PER_SECOND;
  }

  /** So many milliseconds in nanoseconds. */
  public static long millis(long millis) {
    return millis * PER_MILLI;
  }

  /** So many microseconds in nanoseconds. */
  public static long micros(long micros) {
    return micros * PER_MICRO;
  }
}
