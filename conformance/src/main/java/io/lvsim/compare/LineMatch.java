package io.lvsim.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two lines say the same, but for how long something took or is still to take: the two runs
 * do not keep step to the second.
 */
final class LineMatch {
  /** How far timers in seconds may differ. */
  static final int SLACK_SECONDS = 2;

  /** mm:ss, hh:mm:ss, and numbers with a unit of time, or in a line of ping's statistics. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\d:.])(\\d+):([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])"
              + "|(?<![\\w.])(\\d+(?:\\.\\d+)?)(?= ?(?:ms|sec|us)\\b)"
              + "|(?<=time )(\\d+)(?=ms)"
              + "|(?<= = )(\\d+\\.\\d+)(?=/)|(?<=/)(\\d+\\.\\d+)(?=[/ ])");

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern MILLISECONDS = Pattern.compile("^ ?(?:ms|us|/).*", Pattern.DOTALL);

  private LineMatch() {}

  static boolean same(String ours, String theirs) {
    if (ours.stripTrailing().equals(theirs.stripTrailing())) {
      return true;
    }
    List<Long> ourTimes = new ArrayList<>();
    List<Long> theirTimes = new ArrayList<>();
    if (!shape(ours, ourTimes).equals(shape(theirs, theirTimes))
        || ourTimes.isEmpty()
        || ourTimes.size() != theirTimes.size()) {
      return false;
    }
    for (int i = 0; i < ourTimes.size(); i++) {
      if (Math.abs(ourTimes.get(i) - theirTimes.get(i)) > SLACK_SECONDS) {
        return false;
      }
    }
    return true;
  }

  /** The line with its times taken out, which are added to a list, in seconds. */
  private static String shape(String line, List<Long> times) {
    Matcher matcher = TIME.matcher(line);
    StringBuilder shape = new StringBuilder();
    while (matcher.find()) {
      times.add(seconds(matcher, line));
      matcher.appendReplacement(shape, matcher.group().replaceAll("[^:]+", "T"));
    }
    matcher.appendTail(shape);
    return BLANKS.matcher(shape.toString().strip()).replaceAll(" ");
  }

  private static long seconds(Matcher found, String line) {
    if (found.group(1) != null) {
      long first = Long.parseLong(found.group(1));
      long second = Long.parseLong(found.group(2));
      return found.group(3) == null
          ? first * 60 + second
          : (first * 60 + second) * 60 + Long.parseLong(found.group(3));
    }
    boolean milliseconds = MILLISECONDS.matcher(line.substring(found.end())).matches();
    double number = Double.parseDouble(found.group());
    return Math.round(milliseconds ? number / 1000 : number);
  }
}
