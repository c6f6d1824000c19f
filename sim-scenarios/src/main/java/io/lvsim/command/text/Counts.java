package io.lvsim.command.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of lines or bytes with a unit, as GNU's tools take them: 10, 2k, 1M. */
final class Counts {
  private static final Pattern COUNT =
      Pattern.compile("(\\d{1,15})(b|kB|[kK]|KiB|MB|M|MiB|GB|G|GiB)?");

  private Counts() {}

  /** The number; -1 if it is none. */
  static long parse(String written) {
    Matcher matcher = COUNT.matcher(written);
    if (!matcher.matches()) {
      return -1;
    }
    String unit = matcher.group(2);
    return Long.parseLong(matcher.group(1)) * (unit == null ? 1 : size(unit));
  }

  private static long size(String unit) {
    return switch (unit) {
      case "b" -> 512;
      case "kB" -> 1000;
      case "MB" -> 1_000_000;
      case "GB" -> 1_000_000_000;
      case "M", "MiB" -> 1 << 20;
      case "G", "GiB" -> 1 << 30;
      default -> 1 << 10;
    };
  }
}
