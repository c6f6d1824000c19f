package io.lvsim.report.format;

import io.lvsim.report.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Test Anything Protocol: a test point for each scenario, whose steps and checks are a subtest
 * below it. It says version 13, for harnesses such as Debian's prove refuse 14, and is valid in
 * both: subtests are indented as 14 has them, and 13 skips what is indented.
 */
final class Tap implements SuiteFormat {
  private static final String SUBTEST = "    ";

  @Override
  public String beginning() {
    return "TAP version 13\n";
  }

  @Override
  public String suite(Suite suite, int number) {
    StringBuilder tap = new StringBuilder();
    tap.append("# Subtest: ").append(description(suite.name())).append('\n');
    List<Case> cases = suite.cases();
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      String skip = each.outcome() == Outcome.SKIPPED ? " # SKIP " + each.reason() : "";
      boolean ok = each.failure() == null;
      tap.append(SUBTEST).append(point(ok, i + 1, each.name())).append(skip).append('\n');
      diagnose(each, tap);
    }
    tap.append(SUBTEST).append("1..").append(cases.size()).append('\n');
    List<Case> failed = suite.failed();
    tap.append(point(failed.isEmpty(), number, suite.name())).append('\n');
    if (!failed.isEmpty()) {
      Case first = failed.getFirst();
      tap.append("  ---\n  message: ")
          .append(quoted(Objects.requireNonNull(first.failure()).headline()));
      tap.append("\n  at: ").append(quoted(first.position() + ", " + first.name()));
      tap.append("\n  failed: ").append(failed.size()).append("\n  ...\n");
    }
    return tap.toString();
  }

  @Override
  public String end(List<Suite> suites) {
    return "1.." + suites.size() + "\n";
  }

  private static String point(boolean ok, int number, String name) {
    return (ok ? "ok " : "not ok ") + number + " - " + description(name);
  }

  /** A description ends at {@code #}, behind which stands whether it was skipped. */
  private static String description(String name) {
    return VisibleText.lineOf(name).replace("\\", "\\\\").replace("#", "\\#");
  }

  private static void diagnose(Case each, StringBuilder to) {
    @Nullable Failure failure = each.failure();
    if (failure != null) {
      for (String line : yaml(failure, each)) {
        to.append(SUBTEST).append("  ").append(line).append('\n');
      }
    }
  }

  /** No line of a block begins with a space, so that the first tells how far it is indented. */
  private static List<String> yaml(Failure failure, Case each) {
    List<String> yaml = new ArrayList<>(List.of("---"));
    yaml.add("message: " + quoted(failure.headline()));
    yaml.add("at: " + quoted(each.position().toString()));
    yaml.add("severity: " + (each.outcome() == Outcome.ERROR ? "error" : "fail"));
    yaml.add("rule: " + failure.rule().id());
    if (!failure.comparison().isEmpty()) {
      yaml.add("expected: " + quoted(failure.expected()));
      yaml.add("got: " + quoted(failure.got()));
      yaml.add("diff: |");
      failure.table().forEach(row -> yaml.add("  " + row));
    }
    if (!failure.decisions().isEmpty()) {
      yaml.add("decisions: |");
      failure.decisions().forEach(line -> yaml.add("  " + line.strip()));
    }
    yaml.add("...");
    return yaml;
  }

  /** In double quotes, where only these three need an escape: the rest is visible already. */
  private static String quoted(String text) {
    String visible = Objects.requireNonNull(VisibleText.of(text));
    return '"'
        + visible
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
        + '"';
  }
}
