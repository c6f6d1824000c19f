package io.lvsim.shell;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Writes a time as strftime(3) does in the C locale, with date(1)'s additions. */
public final class TimeFormat {
  private final ZonedDateTime time;
  private final StringBuilder written = new StringBuilder();

  private TimeFormat(ZonedDateTime time) {
    this.time = time;
  }

  /** Writes a time by a format such as {@code %F %T}. */
  public static String format(String format, ZonedDateTime time) {
    TimeFormat text = new TimeFormat(time);
    text.run(format);
    return text.written.toString();
  }

  private void run(String format) {
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i++);
      if (c != '%' || i == format.length()) {
        written.append(c);
        continue;
      }
      int start = i;
      while (i < format.length() - 1 && "-_0^#".indexOf(format.charAt(i)) >= 0) {
        i++;
      }
      String flags = format.substring(start, i);
      while (i < format.length() - 1 && Character.isDigit(format.charAt(i))) {
        i++;
      }
      String width = format.substring(start + flags.length(), i);
      directive(format.charAt(i++), flags, width, format.substring(start - 1, i));
    }
  }

  private void directive(char kind, String flags, String width, String source) {
    switch (kind) {
      case 'N' -> nanoseconds(flags, width);
      case '%' -> written.append('%');
      case 'n' -> written.append('\n');
      case 't' -> written.append('\t');
      default -> {
        String text = text(kind, flags);
        written.append(
            text == null ? source : flags.contains("^") ? text.toUpperCase(Locale.ROOT) : text);
      }
    }
  }

  private void nanoseconds(String flags, String width) {
    String digits = String.format("%09d", time.getNano());
    int length = width.isEmpty() ? 9 : Math.min(9, Integer.parseInt(width));
    String shown = digits.substring(0, length);
    written.append(flags.contains("-") ? shown.replaceFirst("0+$", "") : shown);
  }

  private @org.jspecify.annotations.Nullable String text(char kind, String flags) {
    return switch (kind) {
      case 'Y' -> number(time.getYear(), 4, flags, '0');
      case 'C' -> number(time.getYear() / 100, 2, flags, '0');
      case 'y' -> number(time.getYear() % 100, 2, flags, '0');
      case 'm' -> number(time.getMonthValue(), 2, flags, '0');
      case 'd' -> number(time.getDayOfMonth(), 2, flags, '0');
      case 'e' -> number(time.getDayOfMonth(), 2, flags, ' ');
      case 'H' -> number(time.getHour(), 2, flags, '0');
      case 'k' -> number(time.getHour(), 2, flags, ' ');
      case 'I' -> number((time.getHour() + 11) % 12 + 1, 2, flags, '0');
      case 'l' -> number((time.getHour() + 11) % 12 + 1, 2, flags, ' ');
      case 'M' -> number(time.getMinute(), 2, flags, '0');
      case 'S' -> number(time.getSecond(), 2, flags, '0');
      case 'j' -> number(time.getDayOfYear(), 3, flags, '0');
      case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
      case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
      case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, flags, '0');
      case 'q' -> String.valueOf(time.get(IsoFields.QUARTER_OF_YEAR));
      case 's' -> String.valueOf(time.toEpochSecond());
      default -> names(kind);
    };
  }

  private @org.jspecify.annotations.Nullable String names(char kind) {
    return switch (kind) {
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'p' -> time.get(ChronoField.AMPM_OF_DAY) == 0 ? "AM" : "PM";
      case 'P' -> time.get(ChronoField.AMPM_OF_DAY) == 0 ? "am" : "pm";
      case 'Z' -> "UTC";
      case 'z' -> "+0000";
      case 'F' -> format("%Y-%m-%d", time);
      case 'T', 'X' -> format("%H:%M:%S", time);
      case 'D', 'x' -> format("%m/%d/%y", time);
      case 'R' -> format("%H:%M", time);
      case 'r' -> format("%I:%M:%S %p", time);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
      default -> null;
    };
  }

  private static String number(int value, int width, String flags, char standard) {
    String digits = String.valueOf(value);
    if (flags.contains("-")) {
      return digits;
    }
    char fill = flags.contains("_") ? ' ' : flags.contains("0") ? '0' : standard;
    return String.valueOf(fill).repeat(Math.max(0, width - digits.length())) + digits;
  }
}
