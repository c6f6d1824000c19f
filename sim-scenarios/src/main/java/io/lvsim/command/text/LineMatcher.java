package io.lvsim.command.text;

import io.lvsim.pattern.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where grep's patterns match in a line: the match that begins first, the longest of those.
 */
final class LineMatcher {
  private final List<Regex> regexes;
  private final boolean inverted;
  private final boolean wholeLines;
  private final boolean words;

  LineMatcher(List<Regex> regexes, Getopt.Given given) {
    this.regexes = regexes;
    this.inverted = given.has('v');
    this.wholeLines = given.has('x');
    this.words = given.has('w');
  }

  /** A place in a line. */
  record Place(int start, int end) {}

  boolean inverted() {
    return inverted;
  }

  boolean selects(String line) {
    return (find(line, 0) != null) != inverted;
  }

  /** The first match at or behind a place; null for none. */
  @Nullable Place find(String line, int from) {
    Place best = null;
    for (Regex regex : regexes) {
      Place place = find(regex, line, from);
      if (place != null
          && (best == null
              || place.start < best.start
              || place.start == best.start && place.end > best.end)) {
        best = place;
      }
    }
    return best;
  }

  private @Nullable Place find(Regex regex, String line, int from) {
    if (wholeLines) {
      Regex.Match match = from == 0 ? regex.matchWhole(line) : null;
      return match == null ? null : new Place(0, line.length());
    }
    int start = from;
    while (start <= line.length()) {
      Regex.Match match = regex.find(line, start);
      if (match == null) {
        return null;
      }
      if (!words) {
        return new Place(match.start(), match.end());
      }
      Place word = asWord(regex, line, match);
      if (word != null) {
        return word;
      }
      start = match.start() + 1;
    }
    return null;
  }

  /** The longest part of a match that is a word by itself. */
  private static @Nullable Place asWord(Regex regex, String line, Regex.Match match) {
    for (int end = match.end(); end >= match.start(); end--) {
      boolean bounded = isBoundary(line, match.start() - 1) && isBoundary(line, end);
      boolean same = end == match.end() || regex.matchesBetween(line, match.start(), end);
      if (bounded && same) {
        return new Place(match.start(), end);
      }
    }
    return null;
  }

  private static boolean isBoundary(String line, int at) {
    if (at < 0 || at >= line.length()) {
      return true;
    }
    char c = line.charAt(at);
    return !(Character.isLetterOrDigit(c) || c == '_');
  }
}
