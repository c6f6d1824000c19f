package io.lvsim.report.format;

import java.util.List;
import java.util.Locale;

/** How everything ended, in words. */
final class Totals {
  private Totals() {}

  /** {@code passed}, or in capitals what did not. */
  static String word(Outcome outcome) {
    return switch (outcome) {
      case PASSED, SKIPPED -> outcome.name().toLowerCase(Locale.ROOT);
      case FAILED, ERROR -> outcome.name();
    };
  }

  /** One line: how many scenarios and cases, and how many of them ended how. */
  static String of(List<Suite> suites) {
    long passed = suites.stream().filter(s -> s.outcome() == Outcome.PASSED).count();
    StringBuilder text = new StringBuilder();
    text.append(counted(suites.size(), "scenario")).append(", ").append(passed).append(" passed; ");
    text.append(counted(suites.stream().mapToInt(s -> s.cases().size()).sum(), "case"));
    for (Outcome outcome : Outcome.values()) {
      long count = Suite.count(suites, outcome);
      if (count > 0) {
        text.append(", ").append(count).append(' ').append(ended(outcome));
      }
    }
    return text.toString();
  }

  private static String ended(Outcome outcome) {
    return outcome == Outcome.ERROR ? "in error" : outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
