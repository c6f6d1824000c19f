package io.lvsim.command.text;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as sleep and timeout take them: 0.5, 10s, 2m, 1h, 1d, infinity. */
final class Durations {
  private static final Pattern DURATION =
      Pattern.compile("\\+?((?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,2})?)([smhd]?)");

  /** What infinity is taken for: a hundred years. */
  private static final BigDecimal INFINITY = new BigDecimal("3153600000");

  private Durations() {}

  /** The seconds meant; null if it is no duration. */
  static @Nullable BigDecimal seconds(String written) {
    if (written.matches("inf(inity)?[smhd]?")) {
      return INFINITY;
    }
    Matcher matcher = DURATION.matcher(written);
    if (!matcher.matches()) {
      return null;
    }
    int unit =
        switch (matcher.group(2)) {
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86400;
          default -> 1;
        };
    return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
  }

  /** In nanoseconds, rounded up; at most a hundred years. */
  static long nanos(BigDecimal seconds) {
    return seconds
        .min(INFINITY)
        .movePointRight(9)
        .setScale(0, java.math.RoundingMode.CEILING)
        .longValueExact();
  }
}
