package io.lvsim.cli;

import io.lvsim.engine.Nanos;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of virtual time, its end not included. */
record TimeSpan(long fromNanos, long untilNanos) {
  private static final Pattern TIME =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m)?");

  /**
   * Reads {@code 2s} (the second that begins then) or {@code 2s..2500ms}; bare numbers are seconds.
   */
  static TimeSpan parse(String text) throws BadInput {
    int dots = text.indexOf("..");
    if (dots < 0) {
      long from = instant(text, text);
      return new TimeSpan(from, from + Nanos.PER_SECOND);
    }
    long from = instant(text, text.substring(0, dots));
    long until = instant(text, text.substring(dots + 2));
    if (until <= from) {
      throw new BadInput("--at " + text + ": the span ends before it begins");
    }
    return new TimeSpan(from, until);
  }

  private static long instant(String whole, String text) throws BadInput {
    return nanos("--at " + whole, text);
  }

  /**
   * Reads how long something takes, such as {@code 10s}, in nanoseconds; bare numbers are seconds.
   */
  static long duration(String option, String text) throws BadInput {
    return nanos(option + " " + text, text);
  }

  private static long nanos(String where, String text) throws BadInput {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new BadInput(where + ": '" + text + "' is not a time like 2s, 2.5s, 1500ms or 10m");
    }
    String unit = time.group(2) == null ? "s" : time.group(2);
    long nanos =
        switch (unit) {
          case "ns" -> 1;
          case "us" -> Nanos.PER_MICRO;
          case "ms" -> Nanos.PER_MILLI;
          case "m" -> 60 * Nanos.PER_SECOND;
          default -> Nanos.PER_SECOND;
        };
    return new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(nanos)).longValue();
  }
}
