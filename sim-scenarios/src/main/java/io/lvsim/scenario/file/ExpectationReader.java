package io.lvsim.scenario.file;

import io.lvsim.scenario.Expectation;
import io.lvsim.scenario.Expectation.Kind;
import io.lvsim.scenario.Expectation.Line;
import io.lvsim.scenario.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code expect:}: lines, some of which are patterns as in cram. */
final class ExpectationReader {
  private static final String GLOB = " (glob)";
  private static final String REGEX = " (re)";

  private ExpectationReader() {}

  static Expectation read(Value value) {
    String text = value.text("the output, or \"\" for none");
    List<Line> lines = new ArrayList<>();
    List<String> written = text.lines().toList();
    for (int i = 0; i < written.size(); i++) {
      lines.add(line(value, i + 1, written.get(i).stripTrailing()));
    }
    return new Expectation(List.copyOf(lines));
  }

  private static Line line(Value value, int number, String text) {
    if (text.endsWith(GLOB)) {
      String glob = text.substring(0, text.length() - GLOB.length());
      return new Line(text, Kind.GLOB, globMatcher(glob));
    }
    if (text.endsWith(REGEX)) {
      String regex = text.substring(0, text.length() - REGEX.length());
      return new Line(text, Kind.REGEX, regexMatcher(value, number, regex));
    }
    return new Line(text, Kind.EXACT, text::equals);
  }

  /** A {@code *} is any text, a {@code ?} any character; a backslash takes that meaning away. */
  static Predicate<String> globMatcher(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      boolean escaped =
          c == '\\' && i + 1 < glob.length() && "*?\\".indexOf(glob.charAt(i + 1)) >= 0;
      if (escaped) {
        regex.append(Pattern.quote(glob.substring(++i, i + 1)));
      } else if (c == '*') {
        regex.append(".*");
      } else {
        regex.append(c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString()).asMatchPredicate();
  }

  private static Predicate<String> regexMatcher(Value value, int number, String regex) {
    try {
      return Pattern.compile(regex).asMatchPredicate();
    } catch (PatternSyntaxException e) {
      Position position =
          ScriptCheck.place(value.reading(), value, number, Math.max(0, e.getIndex()) + 1);
      value
          .reading()
          .problems()
          .add(position, "not a regular expression: " + e.getDescription() + "; expected one");
      return line -> false;
    }
  }
}
