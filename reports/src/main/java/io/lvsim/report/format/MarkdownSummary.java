package io.lvsim.report.format;

import io.lvsim.report.Spans;
import java.util.List;
import java.util.Objects;

/**
 * A summary in GitHub's Markdown: the verdict, what is wrong, and a table of the scenarios. It
 * stays well below the mebibyte that GitHub takes as a job's summary.
 */
final class MarkdownSummary implements SuiteFormat {
  private static final int CHARACTERS_MAX = 400_000;
  private static final int SCENARIOS_MAX = 1_000;
  private static final int LINES_MAX = 60;

  @Override
  public String end(List<Suite> suites) {
    StringBuilder text = new StringBuilder();
    boolean passed = suites.stream().allMatch(suite -> suite.outcome() == Outcome.PASSED);
    text.append("## lvsim: ").append(passed ? "passed" : "FAILED").append("\n\n");
    text.append(Totals.of(suites)).append("\n\n");
    failures(suites, text);
    table(suites, text);
    return text.toString();
  }

  private static void failures(List<Suite> suites, StringBuilder text) {
    int untold = 0;
    for (Suite suite : suites) {
      for (Case each : suite.failed()) {
        if (text.length() < CHARACTERS_MAX) {
          failure(suite, each, text);
        } else {
          untold++;
        }
      }
    }
    if (untold > 0) {
      text.append("and ").append(untold).append(" more that the log has.\n\n");
    }
  }

  private static void failure(Suite suite, Case each, StringBuilder text) {
    Failure failure = Objects.requireNonNull(each.failure());
    text.append("**").append(Totals.word(each.outcome())).append("** ");
    text.append(MarkdownText.code(each.position().toString())).append(": ");
    text.append(MarkdownText.code(failure.headline())).append("\n\n");
    String where = MarkdownText.code(suite.name()) + ", " + MarkdownText.code(each.name());
    List<String> lines = failure.lines();
    if (lines.isEmpty()) {
      text.append("in ").append(where).append("\n\n");
      return;
    }
    text.append("<details><summary>").append(where).append("</summary>\n\n");
    List<String> shown = lines.subList(0, Math.min(LINES_MAX, lines.size()));
    text.append(MarkdownText.block(shown));
    int more = lines.size() - shown.size();
    text.append(more == 0 ? "" : "\nand " + more + " more lines\n");
    text.append("\n</details>\n\n");
  }

  private static void table(List<Suite> suites, StringBuilder text) {
    text.append("| verdict | scenario | cases | virtual time | seed |\n");
    text.append("| --- | --- | ---: | ---: | ---: |\n");
    for (Suite suite : suites.subList(0, Math.min(SCENARIOS_MAX, suites.size()))) {
      text.append("| ").append(Totals.word(suite.outcome()));
      text.append(" | ").append(MarkdownText.code(suite.name()));
      text.append(" | ").append(suite.count(Outcome.PASSED)).append(" of ");
      text.append(suite.cases().size());
      text.append(" | ").append(Spans.span(suite.nanos()));
      text.append(" | ").append(suite.seed()).append(" |\n");
    }
    int more = suites.size() - SCENARIOS_MAX;
    text.append(more > 0 ? "\nand " + more + " more scenarios\n" : "");
  }
}
