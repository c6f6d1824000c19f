package io.lvsim.command.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what date -d takes: {@code @seconds}, ISO dates and times, {@code now}, {@code 5 minutes
 * ago}.
 */
final class DateWords {
  private static final Pattern SECONDS = Pattern.compile("@(-?\\d{1,12})(?:\\.(\\d{1,9}))?");
  private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]?");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?\\s*(?:Z|UTC|\\+00:?00)?\\s*");
  private static final Pattern RELATIVE =
      Pattern.compile(
          "([-+]?\\s*\\d{0,9})\\s*(second|sec|minute|min|hour|day|week|month|year)s?(\\s+ago)?\\s*");

  private DateWords() {}

  /** The time meant; null if it is none. */
  static @Nullable ZonedDateTime read(String words, ZonedDateTime now) {
    String rest = words.strip();
    Matcher seconds = SECONDS.matcher(rest);
    if (seconds.matches()) {
      String fraction = seconds.group(2);
      long nanos = fraction == null ? 0 : Long.parseLong((fraction + "00000000").substring(0, 9));
      return Instant.ofEpochSecond(Long.parseLong(seconds.group(1)), nanos).atZone(ZoneOffset.UTC);
    }
    try {
      return words(rest, now);
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  private static @Nullable ZonedDateTime words(String written, ZonedDateTime now) {
    ZonedDateTime time = now;
    String rest = written;
    Matcher date = DATE.matcher(rest);
    if (date.lookingAt()) {
      time = LocalDate.parse(date.group(1)).atStartOfDay(ZoneOffset.UTC);
      rest = rest.substring(date.end());
    }
    Matcher clock = TIME.matcher(rest);
    if (clock.lookingAt()) {
      time = time.with(clock(clock));
      rest = rest.substring(clock.end());
    }
    while (!rest.isBlank()) {
      rest = rest.stripLeading().toLowerCase(Locale.ROOT);
      Matcher relative = RELATIVE.matcher(rest);
      if (relative.lookingAt()) {
        time = moved(time, relative);
        rest = rest.substring(relative.end());
        continue;
      }
      String word = rest.split("\\s+", 2)[0];
      ZonedDateTime moved = word(word, time);
      if (moved == null) {
        return null;
      }
      time = moved;
      rest = rest.substring(word.length());
    }
    return time;
  }

  private static LocalTime clock(Matcher clock) {
    String fraction = clock.group(4);
    return LocalTime.of(
        Integer.parseInt(clock.group(1)),
        Integer.parseInt(clock.group(2)),
        clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3)),
        fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
  }

  private static @Nullable ZonedDateTime word(String word, ZonedDateTime time) {
    return switch (word) {
      case "now", "today", "utc", "z" -> time;
      case "tomorrow" -> time.plusDays(1);
      case "yesterday" -> time.minusDays(1);
      case "midnight" -> time.truncatedTo(ChronoUnit.DAYS);
      default -> null;
    };
  }

  private static ZonedDateTime moved(ZonedDateTime time, Matcher relative) {
    String digits = relative.group(1).replaceAll("\\s+", "");
    long count =
        switch (digits) {
          case "", "+" -> 1;
          case "-" -> -1;
          default -> Long.parseLong(digits);
        };
    long by = relative.group(3) == null ? count : -count;
    return switch (relative.group(2)) {
      case "sec", "second" -> time.plusSeconds(by);
      case "min", "minute" -> time.plusMinutes(by);
      case "hour" -> time.plusHours(by);
      case "day" -> time.plusDays(by);
      case "week" -> time.plusWeeks(by);
      case "month" -> time.plusMonths(by);
      default -> time.plusYears(by);
    };
  }
}
