package io.lvsim.kernel;

import io.lvsim.scenario.Expectation;
import io.lvsim.scenario.Expectation.Kind;
import io.lvsim.scenario.Expectation.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scenario expects of another distribution's programs, in the words of Debian's, which are
 * those that a real kernel is asked with.
 */
public final class DebianWords {
  /** curl 7.29 says why; 7.88 does not. */
  private static final Pattern CURL_CANNOT_CONNECT =
      Pattern.compile("curl: \\(7\\) Failed connect to (\\S+):(\\d+); .+");

  private DebianWords() {}

  /** The same expectation in Debian's words. */
  public static Expectation of(Expectation expectation) {
    List<Line> lines = expectation.lines().stream().map(DebianWords::line).toList();
    return new Expectation(lines);
  }

  private static Line line(Line line) {
    Matcher failure = CURL_CANNOT_CONNECT.matcher(line.text());
    if (line.kind() != Kind.EXACT || !failure.matches()) {
      return line;
    }
    String beginning =
        "curl: (7) Failed to connect to " + failure.group(1) + " port " + failure.group(2);
    Pattern pattern =
        Pattern.compile(Pattern.quote(beginning) + " after \\d+ ms: Couldn't connect to server");
    String shown = beginning + " after * ms: Couldn't connect to server (glob)";
    return new Line(shown, Kind.GLOB, pattern.asMatchPredicate());
  }
}
