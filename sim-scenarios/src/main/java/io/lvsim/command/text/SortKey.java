package io.lvsim.command.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of sort's keys: which part of a line is compared, and how.
 *
 * @param firstField from 1
 * @param firstCharacter in the first field, from 1
 * @param lastField 0 for the line's end
 * @param lastCharacter in the last field; 0 for all of it
 * @param options letters of how to compare
 * @param separator between fields; 0 for where blanks begin
 */
record SortKey(
    int firstField,
    int firstCharacter,
    int lastField,
    int lastCharacter,
    String options,
    char separator)
    implements Comparator<String> {

  private static final Pattern KEY =
      Pattern.compile(
          "(\\d{1,6})(?:\\.(\\d{1,6}))?([a-zA-Z]*)(?:,(\\d{1,6})(?:\\.(\\d{1,6}))?([a-zA-Z]*))?");
  private static final Pattern NUMBER = Pattern.compile("[ \t]*(-?\\d*(?:\\.\\d*)?)");
  private static final Pattern HUMAN = Pattern.compile("[ \t]*(-?)(\\d*\\.?\\d*)([KkMGTPEZY]?)");
  private static final String LETTERS = "bdfghinrVMR";
  private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

  /**
   * The keys that options ask for: the whole line when there is none.
   *
   * @throws IllegalArgumentException in sort's words
   */
  static List<SortKey> keys(Getopt.Given given) {
    StringBuilder global = new StringBuilder();
    for (Getopt.Option option : given.options()) {
      if (LETTERS.indexOf(option.letter()) >= 0) {
        global.append(option.letter());
      }
    }
    checkCompatible(global.toString());
    char separator = separator(given.value('t'));
    List<SortKey> keys = new ArrayList<>();
    for (Getopt.Option option : given.options()) {
      if (option.letter() == 'k') {
        keys.add(key(option.text(), global.toString(), separator));
      }
    }
    if (keys.isEmpty()) {
      keys.add(new SortKey(1, 1, 0, 0, global.toString(), separator));
    }
    return keys;
  }

  private static char separator(@Nullable String written) {
    if (written == null) {
      return 0;
    }
    if (written.isEmpty()) {
      throw new IllegalArgumentException("empty tab");
    }
    if (written.equals("\\0")) {
      return '\0';
    }
    if (written.length() > 1) {
      throw new IllegalArgumentException("multi-character tab ‘" + written + "’");
    }
    return written.charAt(0);
  }

  private static SortKey key(String written, String global, char separator) {
    if (!written.matches("\\d.*")) {
      throw new IllegalArgumentException(
          "invalid number at field start: invalid count at start of ‘" + written + "’");
    }
    Matcher matcher = KEY.matcher(written);
    if (!matcher.matches()) {
      throw badKey(written);
    }
    int first = Integer.parseInt(matcher.group(1));
    if (first == 0) {
      throw new IllegalArgumentException(
          "field number is zero: invalid field specification ‘" + written + "’");
    }
    String own = matcher.group(3) + (matcher.group(6) == null ? "" : matcher.group(6));
    for (char letter : own.toCharArray()) {
      if (LETTERS.indexOf(letter) < 0) {
        throw badKey(written);
      }
    }
    checkCompatible(own);
    return new SortKey(
        first,
        number(matcher.group(2), 1),
        number(matcher.group(4), 0),
        number(matcher.group(5), 0),
        own.isEmpty() ? global : own,
        separator);
  }

  private static IllegalArgumentException badKey(String written) {
    return written.matches("\\d+\\.\\D?.*") && !written.matches("\\d+\\.\\d.*")
        ? new IllegalArgumentException(
            "invalid number after '.': invalid count at start of ‘"
                + written.replaceFirst("^\\d+\\.", "")
                + "’")
        : new IllegalArgumentException(
            "stray character in field spec: invalid field specification ‘" + written + "’");
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static void checkCompatible(String letters) {
    StringBuilder kinds = new StringBuilder();
    for (char letter : "dghinMRV".toCharArray()) {
      if (letter != 'd' && letter != 'i' && letters.indexOf(letter) >= 0) {
        kinds.append(letter);
      }
    }
    if (kinds.length() > 1) {
      throw new IllegalArgumentException("options '-" + kinds + "' are incompatible");
    }
  }

  /** The order of bytes, reversed if asked. */
  static Comparator<String> byteOrder(boolean reversed) {
    Comparator<String> order =
        Comparator.comparing(
            line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.util.Arrays::compareUnsigned);
    return reversed ? order.reversed() : order;
  }

  @Override
  public int compare(String left, String right) {
    int order = compareParts(part(left), part(right));
    return has('r') ? -order : order;
  }

  private boolean has(char letter) {
    return options.indexOf(letter) >= 0;
  }

  private int compareParts(String left, String right) {
    if (has('n')) {
      return numeric(left).compareTo(numeric(right));
    }
    if (has('g')) {
      return Double.compare(general(left), general(right));
    }
    if (has('h')) {
      return compareHuman(left, right);
    }
    if (has('M')) {
      return Integer.compare(month(left), month(right));
    }
    if (has('V')) {
      return VersionOrder.INSTANCE.compare(left, right);
    }
    return byteOrder(false).compare(folded(left), folded(right));
  }

  private String folded(String text) {
    String folded = has('f') ? text.toUpperCase(Locale.ROOT) : text;
    return has('d') ? folded.replaceAll("[^A-Za-z0-9 \t]", "") : folded;
  }

  private static BigDecimal numeric(String text) {
    Matcher matcher = NUMBER.matcher(text);
    String number = matcher.lookingAt() ? matcher.group(1) : "";
    return number.matches("-?\\.?|-") ? BigDecimal.ZERO : new BigDecimal(number);
  }

  private static double general(String text) {
    Matcher matcher =
        Pattern.compile("\\s*([-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?)").matcher(text);
    return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : Double.NEGATIVE_INFINITY;
  }

  private static int compareHuman(String left, String right) {
    int order = Integer.compare(magnitude(left), magnitude(right));
    return order != 0 ? order : numeric(left).compareTo(numeric(right));
  }

  /** The order of the unit, below 0 for a negative number. */
  private static int magnitude(String text) {
    Matcher matcher = HUMAN.matcher(text);
    if (!matcher.lookingAt() || numeric(text).signum() == 0) {
      return 0;
    }
    String unit = matcher.group(3).toUpperCase(Locale.ROOT);
    int order = unit.isEmpty() ? 0 : "KMGTPEZY".indexOf(unit) + 1;
    return matcher.group(1).isEmpty() ? order : -order;
  }

  private static int month(String text) {
    String name = text.stripLeading().toUpperCase(Locale.ROOT);
    int at = name.length() < 3 ? -1 : MONTHS.indexOf(name.substring(0, 3));
    return at < 0 || at % 3 != 0 ? 0 : at / 3 + 1;
  }

  /** The part of a line that is compared. */
  private String part(String line) {
    int start = position(line, firstField, firstCharacter, true);
    int end = lastField == 0 ? line.length() : end(line);
    return start >= end ? "" : line.substring(start, end);
  }

  private int position(String line, int field, int character, boolean skips) {
    int start = fieldStart(line, field);
    if (skips && has('b')) {
      while (start < line.length() && isBlank(line.charAt(start))) {
        start++;
      }
    }
    return Math.min(line.length(), start + character - 1);
  }

  private int end(String line) {
    if (lastCharacter == 0) {
      return fieldEnd(line, fieldStart(line, lastField));
    }
    return Math.min(line.length(), position(line, lastField, lastCharacter, true) + 1);
  }

  private int fieldStart(String line, int field) {
    int position = 0;
    for (int i = 1; i < field && position < line.length(); i++) {
      position = fieldEnd(line, position);
      if (separator != 0 && position < line.length()) {
        position++;
      } else if (separator != 0) {
        return line.length();
      }
    }
    return position;
  }

  private int fieldEnd(String line, int start) {
    int position = start;
    if (separator != 0) {
      int end = line.indexOf(separator, start);
      return end < 0 ? line.length() : end;
    }
    while (position < line.length() && isBlank(line.charAt(position))) {
      position++;
    }
    while (position < line.length() && !isBlank(line.charAt(position))) {
      position++;
    }
    return position;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
