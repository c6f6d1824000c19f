package io.lvsim.daemon.ldirectord;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line {@code key = value}, with the ways in which ldirectord looks at values: it searches them
 * for what it needs and does not mind the rest.
 *
 * @param value without white space in front, but with what is behind
 */
record Directive(int line, String key, String value) {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9]+)\\s*=\\s*([^\\n]*)", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final int LARGEST = 999_999_999;

  /** Reads a line; null if it is none of this form. */
  static @Nullable Directive read(int line, String text) {
    Matcher matcher = LINE.matcher(text);
    return matcher.lookingAt() ? new Directive(line, matcher.group(1), matcher.group(2)) : null;
  }

  /** What stands between the first and the last quote of a value that begins with one, or null. */
  @Nullable String quoted() {
    Matcher matcher = QUOTED.matcher(value);
    return matcher.lookingAt() ? matcher.group(1) : null;
  }

  /** The value without the quotes, if it has any. */
  String unquoted() {
    String quoted = quoted();
    return quoted == null ? value : quoted;
  }

  /** The value up to a quote, behind one that it may begin with. */
  String untilQuote() {
    String text = value.startsWith("\"") ? value.substring(1) : value;
    int quote = text.indexOf('"');
    return quote < 0 ? text : text.substring(0, quote);
  }

  /** What a pattern finds first in the value, or null. */
  @Nullable String find(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(value);
    return matcher.find() ? matcher.group() : null;
  }

  /** The first digits in the value, which must be there and not be a single 0. */
  int positive(String complaint) throws ConfigException {
    Matcher matcher = DIGITS.matcher(value);
    require(matcher.find() && !matcher.group().equals("0"), complaint);
    return number(matcher.group());
  }

  boolean yes(String complaint) throws ConfigException {
    require(value.equals("yes") || value.equals("no"), complaint);
    return value.equals("yes");
  }

  /** A text that must not be empty. */
  String some(String text, String complaint) throws ConfigException {
    require(!text.isEmpty(), complaint);
    return text;
  }

  void require(boolean holds, String complaint) throws ConfigException {
    if (!holds) {
      throw new ConfigException(line, complaint);
    }
  }

  /** Digits as a number, however many. */
  static int number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 9 ? LARGEST : Integer.parseInt(significant);
  }
}
