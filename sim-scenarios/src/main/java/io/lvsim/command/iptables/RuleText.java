package io.lvsim.command.iptables;

import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable.Counters;
import org.jspecify.annotations.Nullable;

/** A rule as a command line would make it (print_rule4). */
final class RuleText {
  private RuleText() {}

  /** With counters in front of the target where they are given. */
  static String of(String chain, MangleRule rule, @Nullable Counters counters) {
    String whole = rule.text();
    String target = rule.target().text();
    String matches = whole.substring(0, whole.length() - target.length()).strip();
    String seen = counters == null ? "" : "-c " + counters.packets() + " " + counters.bytes();
    StringBuilder text = new StringBuilder("-A ").append(chain);
    for (String part : new String[] {matches, seen, target}) {
      text.append(part.isEmpty() ? "" : " ").append(part);
    }
    return text.toString();
  }
}
