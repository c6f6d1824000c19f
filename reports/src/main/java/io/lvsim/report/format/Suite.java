package io.lvsim.report.format;

import java.util.List;

/**
 * A scenario's cases.
 *
 * @param name unique within a run; those of a collection begin with its name
 * @param file where it was read from, as the user named it
 * @param description what its author says of it; may be empty
 * @param nanos how long it took in virtual time
 */
record Suite(
    String name, String file, String description, long seed, long nanos, List<Case> cases) {
  /** How many of its cases ended so. */
  long count(Outcome outcome) {
    return cases.stream().filter(each -> each.outcome() == outcome).count();
  }

  /** The worst of its cases: {@code passed}, {@code failed} or {@code error}. */
  Outcome outcome() {
    if (count(Outcome.ERROR) > 0) {
      return Outcome.ERROR;
    }
    return count(Outcome.FAILED) > 0 ? Outcome.FAILED : Outcome.PASSED;
  }

  /** Those that failed or are in error. */
  List<Case> failed() {
    return cases.stream().filter(each -> each.failure() != null).toList();
  }

  /** How many cases of all ended so. */
  static long count(List<Suite> suites, Outcome outcome) {
    return suites.stream().mapToLong(suite -> suite.count(outcome)).sum();
  }
}
