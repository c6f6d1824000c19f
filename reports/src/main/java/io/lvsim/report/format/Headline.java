package io.lvsim.report.format;

import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a step, in one line and in one word. */
final class Headline {
  private Headline() {}

  /** The first line that differs says more than that lines differ. */
  static String of(StepResult result) {
    List<String> sentences = new ArrayList<>(result.messages());
    if (differs(result)) {
      sentences.removeLast();
      sentences.add(ofComparison(result.comparison()));
    }
    return String.join("; ", sentences);
  }

  static Rule rule(StepResult result) {
    if (result.verdict() == Verdict.ERROR) {
      return Rule.NOT_RUN;
    }
    if (result.status() == null && result.step() instanceof Step.Run) {
      return Rule.NOT_ENDED;
    }
    return differs(result) ? Rule.OUTPUT_DIFFERS : Rule.EXIT_STATUS;
  }

  private static boolean differs(StepResult result) {
    return result.comparison().stream().anyMatch(line -> !line.matches());
  }

  private static String ofComparison(List<ComparedLine> lines) {
    int at = 0;
    while (lines.get(at).matches()) {
      at++;
    }
    long more = lines.stream().filter(line -> !line.matches()).count() - 1;
    String rest =
        more == 0 ? "" : more == 1 ? "; 1 more line differs" : "; " + more + " more differ";
    return "line " + (at + 1) + " of the output: " + ofLine(lines.get(at)) + rest;
  }

  /** Columns are closed up, as long as both sides still differ then. */
  private static String ofLine(ComparedLine line) {
    String expected = line.expected();
    String got = line.got();
    if (expected == null) {
      return "got '" + got + "' where no more was expected";
    }
    if (got == null) {
      return "expected '" + expected + "', got no such line";
    }
    if (!closedUp(expected).equals(closedUp(got))) {
      expected = closedUp(expected);
      got = closedUp(got);
    }
    return "expected '" + expected + "', got '" + got + "'";
  }

  private static String closedUp(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }
}
