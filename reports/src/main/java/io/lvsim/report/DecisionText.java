package io.lvsim.report;

import io.lvsim.trace.Decision;

/** A decision in one line: time, node, what, reason, in columns. */
final class DecisionText {
  private DecisionText() {}

  static String columns(long atNanos, String node, Decision decision) {
    return String.format(
        "%14s  %-12s %-22s %s",
        Spans.instant(atNanos),
        VisibleText.lineOf(node),
        decision.code(),
        VisibleText.lineOf(decision.reason()));
  }
}
