package io.lvsim.report.format;

import io.lvsim.report.SideBySide;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.run.ComparedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a case. All text is harmless to show.
 *
 * @param headline the one line to read when there is time for one
 * @param messages what is not as expected, a sentence each
 * @param comparison expected and got; empty where nothing was compared
 * @param decisions what the machines decided, a heading and a line each; may be empty
 */
record Failure(
    Rule rule,
    String headline,
    List<String> messages,
    List<ComparedLine> comparison,
    List<String> decisions) {
  /** What the headline has no room for: messages of several lines, both sides, the decisions. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    messages.stream()
        .filter(message -> message.contains("\n"))
        .forEach(message -> lines.addAll(VisibleText.of(message).lines().toList()));
    lines.addAll(table());
    lines.addAll(decisions);
    return lines;
  }

  /** Both sides in columns; {@code !} begins rows that differ, as in the transcript. */
  List<String> table() {
    return SideBySide.of(comparison).stream()
        .map(row -> (row.matches() ? "= " : "! ") + row.text())
        .toList();
  }

  /** What was expected, as text of several lines. */
  String expected() {
    return side(comparison.stream().map(ComparedLine::expected).toList());
  }

  /** What came. */
  String got() {
    return side(comparison.stream().map(ComparedLine::got).toList());
  }

  private static String side(List<@Nullable String> lines) {
    return lines.stream().filter(Objects::nonNull).collect(Collectors.joining("\n"));
  }
}
