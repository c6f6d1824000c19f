package io.lvsim.report;

import io.lvsim.scenario.run.ToldDecision;
import io.lvsim.trace.Decision;
import java.util.ArrayList;
import java.util.List;

/** A decision in one line: time, node, what, reason, in columns. */
public final class DecisionText {
  private static final int SHOWN = 24;

  private DecisionText() {}

  static String columns(long atNanos, String node, Decision decision) {
    return String.format(
        "%14s  %-12s %-22s %s",
        Spans.instant(atNanos),
        VisibleText.lineOf(node),
        decision.code(),
        VisibleText.lineOf(decision.reason()));
  }

  /** A heading, and below it the last of what was decided, a line each; nothing for nothing. */
  public static List<String> last(List<ToldDecision> decisions) {
    List<String> lines = new ArrayList<>();
    if (decisions.isEmpty()) {
      return lines;
    }
    int from = Math.max(0, decisions.size() - SHOWN);
    String which = from == 0 ? "" : ", the last " + SHOWN + " of " + decisions.size();
    lines.add("the decisions behind it" + which + ":");
    for (ToldDecision told : decisions.subList(from, decisions.size())) {
      lines.add(columns(told.atNanos(), told.node(), told.decision()));
    }
    return lines;
  }
}
