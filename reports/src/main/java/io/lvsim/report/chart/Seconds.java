package io.lvsim.report.chart;

import java.math.BigDecimal;

/** Virtual time as a number of seconds, with no more digits than it has. */
final class Seconds {
  private Seconds() {}

  static String of(long nanos) {
    BigDecimal seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0).toPlainString() : seconds.toPlainString();
  }
}
