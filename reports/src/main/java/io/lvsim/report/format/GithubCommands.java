package io.lvsim.report.format;

import io.lvsim.report.Spans;
import java.util.List;
import java.util.Objects;

/**
 * A log for GitHub Actions: each scenario's transcript folded, and what is wrong as errors, which
 * GitHub shows beside the scenario's lines. What machines print cannot give commands.
 */
final class GithubCommands implements SuiteFormat {
  @Override
  public String suite(Suite suite, int number) {
    StringBuilder log = new StringBuilder();
    log.append("::group::").append(data(heading(suite))).append('\n');
    suite.cases().forEach(each -> transcript(each, log));
    log.append("::endgroup::\n");
    suite.failed().forEach(each -> error(suite, each, log));
    return log.toString();
  }

  @Override
  public String end(List<Suite> suites) {
    return LogLine.inert(Totals.of(suites)) + "\n";
  }

  private static String heading(Suite suite) {
    String steps = suite.cases().size() == 1 ? "1 case" : suite.cases().size() + " cases";
    return Totals.word(suite.outcome())
        + ": "
        + suite.name()
        + ", "
        + steps
        + ", "
        + Spans.span(suite.nanos())
        + " of virtual time, seed "
        + suite.seed();
  }

  private static void transcript(Case each, StringBuilder log) {
    String terminal = each.terminal().stripTrailing();
    if (!terminal.isEmpty()) {
      log.append(LogLine.inert(terminal)).append('\n');
    }
    String word = "=> " + Totals.word(each.outcome()) + "  " + each.name();
    log.append(LogLine.inert(word)).append('\n');
  }

  private static void error(Suite suite, Case each, StringBuilder log) {
    Failure failure = Objects.requireNonNull(each.failure());
    log.append("::error file=").append(property(each.position().file()));
    log.append(",line=").append(each.position().line());
    log.append(",col=").append(each.position().column());
    log.append(",title=").append(property(suite.name() + ", " + each.name()));
    log.append("::").append(data(failure.headline()));
    failure.lines().forEach(line -> log.append("%0A").append(data(line)));
    log.append('\n');
  }

  /** As the runner's toolkit escapes a message; a carriage return is shown as an escape already. */
  private static String data(String text) {
    return LogLine.inert(text).replace("%", "%25").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
