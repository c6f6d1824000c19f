package io.lvsim.report.format;

import io.lvsim.report.VisibleText;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Text in the log of a CI system that takes lines for commands: GitHub obeys lines that begin with
 * two colons and what stands behind {@code ##[}.
 */
final class LogLine {
  private LogLine() {}

  /** Nothing but text; several lines stay so. */
  static String inert(String text) {
    return Arrays.stream(VisibleText.of(text).split("\n", -1))
        .map(LogLine::ofLine)
        .collect(Collectors.joining("\n"));
  }

  private static String ofLine(String line) {
    String shown = line.replace("##[", "##\\x5b");
    int begin = 0;
    while (begin < shown.length() && Character.isWhitespace(shown.charAt(begin))) {
      begin++;
    }
    return shown.startsWith("::", begin)
        ? shown.substring(0, begin) + "\\x3a" + shown.substring(begin + 1)
        : shown;
  }
}
