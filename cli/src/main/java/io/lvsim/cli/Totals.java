package io.lvsim.cli;

import io.lvsim.report.VisibleText;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** The last line of several runs. */
final class Totals {
  private Totals() {}

  static String of(List<RunResult> results) {
    List<RunResult> bad = results.stream().filter(r -> r.verdict() != Verdict.PASSED).toList();
    String line =
        results.size()
            + " scenarios: "
            + (results.size() - bad.size())
            + " passed, "
            + bad.size()
            + " not";
    if (bad.isEmpty()) {
      return line;
    }
    return line
        + bad.stream()
            .map(r -> VisibleText.lineOf(r.scenario().name()))
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
