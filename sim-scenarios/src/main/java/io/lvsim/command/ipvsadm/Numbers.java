package io.lvsim.command.ipvsadm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as strtol(3) reads them in base 10: leading white space and a sign are allowed. */
final class Numbers {
  private static final Pattern DECIMAL = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-9]{1,19})");

  private Numbers() {}

  /** A number within a range, or -1 for anything else. */
  static long within(String text, long least, long most) {
    Matcher decimal = DECIMAL.matcher(text);
    if (!decimal.matches()) {
      return -1;
    }
    try {
      long number = Long.parseLong(decimal.group(1));
      return least <= number && number <= most ? number : -1;
    } catch (NumberFormatException tooLong) {
      return -1;
    }
  }
}
