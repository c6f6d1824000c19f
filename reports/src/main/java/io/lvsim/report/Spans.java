package io.lvsim.report;

import io.lvsim.engine.Nanos;

/** Instants and spans of virtual time as text. */
public final class Spans {
  private Spans() {}

  /** Seconds with all nine places, such as {@code 12.000010672}: aligned and sortable. */
  public static String instant(long nanos) {
    return nanos / Nanos.PER_SECOND + "." + nineDigits(nanos % Nanos.PER_SECOND);
  }

  /** The shortest exact form, such as {@code 20 s}, {@code 1.5 ms} or {@code 672 ns}. */
  public static String span(long nanos) {
    if (nanos >= Nanos.PER_SECOND) {
      return number(nanos, Nanos.PER_SECOND, 9) + " s";
    }
    if (nanos >= Nanos.PER_MILLI) {
      return number(nanos, Nanos.PER_MILLI, 6) + " ms";
    }
    if (nanos >= Nanos.PER_MICRO) {
      return number(nanos, Nanos.PER_MICRO, 3) + " us";
    }
    return nanos + " ns";
  }

  private static String number(long nanos, long unit, int places) {
    String fraction = nineDigits(nanos % unit).substring(9 - places);
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return nanos / unit + (end == 0 ? "" : "." + fraction.substring(0, end));
  }

  private static String nineDigits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(9 - digits.length()) + digits;
  }
}
