package io.lvsim.scenario;

import java.util.List;

/**
 * What must come back from a script, line by line.
 *
 * @param lines as written
 */
public record Expectation(List<Line> lines) {
  /**
   * One line.
   *
   * @param text as written, with the ending that names the kind
   */
  public record Line(String text, Kind kind, java.util.function.Predicate<String> matcher) {
    /** Whether a line of output is as expected; trailing blanks are ignored. */
    public boolean matches(String output) {
      return matcher.test(output.stripTrailing());
    }
  }

  /** How a line is compared. */
  public enum Kind {
    /** The same text. */
    EXACT,
    /** {@code *} and {@code ?} stand for anything, a backslash before them for themselves. */
    GLOB,
    /** A regular expression for the whole line. */
    REGEX
  }
}
