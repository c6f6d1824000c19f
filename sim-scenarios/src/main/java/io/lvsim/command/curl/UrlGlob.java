package io.lvsim.command.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** curl's URL globbing: {@code {a,b}} and {@code [1-10]}, {@code [001-100:2]}, {@code [a-z]}. */
final class UrlGlob {
  private static final int MOST_URLS = 100_000;
  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{1,9})-([0-9]{1,9})(?::([0-9]{1,9}))?");
  private static final Pattern LETTERS = Pattern.compile("([a-zA-Z])-([a-zA-Z])(?::([0-9]{1,9}))?");

  private UrlGlob() {}

  /**
   * All URLs that a pattern stands for, the last part varying fastest.
   *
   * @throws CurlFailure 3, with the place, if brackets do not match or a range is none
   */
  static List<String> expand(String pattern) throws CurlFailure {
    List<String> urls = new ArrayList<>(List.of(""));
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\\' && at + 1 < pattern.length() && "{}[]".indexOf(pattern.charAt(at + 1)) >= 0) {
        urls = appendEach(urls, List.of(pattern.substring(at + 1, at + 2)));
        at += 2;
      } else if (c == '{' || c == '[') {
        int end = pattern.indexOf(c == '{' ? '}' : ']', at);
        if (end < 0) {
          throw bad(pattern, at, c == '{' ? "unmatched brace" : "bad range");
        }
        String inside = pattern.substring(at + 1, end);
        urls =
            appendEach(
                urls, c == '{' ? List.of(inside.split(",", -1)) : range(pattern, end + 1, inside));
        at = end + 1;
      } else if (c == '}' || c == ']') {
        throw bad(pattern, at, "unmatched close brace/bracket");
      } else {
        urls = appendEach(urls, List.of(String.valueOf(c)));
        at++;
      }
    }
    return urls;
  }

  private static List<String> appendEach(List<String> urls, List<String> parts) throws CurlFailure {
    if ((long) urls.size() * parts.size() > MOST_URLS) {
      throw new CurlFailure(CurlFailure.URL_MALFORMAT, "too many URLs: more than " + MOST_URLS);
    }
    List<String> longer = new ArrayList<>(urls.size() * parts.size());
    for (String url : urls) {
      for (String part : parts) {
        longer.add(url + part);
      }
    }
    return longer;
  }

  private static List<String> range(String pattern, int at, String inside) throws CurlFailure {
    Matcher numbers = NUMBERS.matcher(inside);
    if (numbers.matches()) {
      int width = numbers.group(1).startsWith("0") ? numbers.group(1).length() : 1;
      List<String> parts = new ArrayList<>();
      long first = Long.parseLong(numbers.group(1));
      long last = Long.parseLong(numbers.group(2));
      long step = step(numbers.group(3));
      checkRange(pattern, at, first, last, step);
      for (long n = first; n <= last; n += step) {
        parts.add(String.format(java.util.Locale.ROOT, "%0" + width + "d", n));
      }
      return parts;
    }
    Matcher letters = LETTERS.matcher(inside);
    if (letters.matches()) {
      char first = letters.group(1).charAt(0);
      char last = letters.group(2).charAt(0);
      long step = step(letters.group(3));
      checkRange(pattern, at, first, last, step);
      List<String> parts = new ArrayList<>();
      for (long c = first; c <= last; c += step) {
        parts.add(String.valueOf((char) c));
      }
      return parts;
    }
    throw bad(pattern, at, "bad range");
  }

  private static long step(@org.jspecify.annotations.Nullable String given) {
    return given == null ? 1 : Long.parseLong(given);
  }

  private static void checkRange(String pattern, int at, long first, long last, long step)
      throws CurlFailure {
    if (last < first || step < 1 || (last - first) / step >= MOST_URLS) {
      throw bad(pattern, at, "bad range");
    }
  }

  private static CurlFailure bad(String pattern, int at, String what) {
    int position = at + 1;
    return new CurlFailure(
        CurlFailure.URL_MALFORMAT,
        what + " in URL position " + position + ":\n" + pattern + "\n" + " ".repeat(at) + "^");
  }
}
