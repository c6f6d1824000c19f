package io.lvsim.report.format;

import io.lvsim.report.VisibleText;

/**
 * Text in the log of a CI system that takes lines for commands: GitHub obeys lines that begin with
 * two colons and what stands behind {@code ##[}.
 */
final class LogLine {
  private LogLine() {}

  /** Nothing but text; several lines stay so. */
  static String inert(String text) {
    StringBuilder inert = new StringBuilder();
    for (String line : VisibleText.of(text).split("\n", -1)) {
      inert.append(inert.isEmpty() && !text.startsWith("\n") ? "" : "\n").append(ofLine(line));
    }
    return inert.toString();
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
