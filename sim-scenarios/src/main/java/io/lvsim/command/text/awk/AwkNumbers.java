package io.lvsim.command.text.awk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in texts, and texts of numbers. */
final class AwkNumbers {
  private static final Pattern LEADING =
      Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)");
  private static final double LONG_LIMIT = 9.2e18;

  private AwkNumbers() {}

  /** The number that a text begins with; 0 for none. */
  static double leading(String text) {
    Matcher matcher = LEADING.matcher(text);
    return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  /** Whether a text is nothing but a number, blanks around it aside. */
  static boolean looksNumeric(String text) {
    Matcher matcher = LEADING.matcher(text);
    return matcher.lookingAt() && text.substring(matcher.end()).isBlank();
  }

  /** A number as text: whole numbers as such, others by CONVFMT or OFMT. */
  static String text(double number, String format) {
    if (number == Math.rint(number) && Math.abs(number) < LONG_LIMIT) {
      return String.valueOf((long) number);
    }
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    return AwkFormat.format(format, java.util.List.of(Value.of(number)), "%.6g");
  }
}
