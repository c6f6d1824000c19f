package io.lvsim.compare;

import io.lvsim.compare.RunRecord.StepView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Compares what the terminals showed, step by step. */
final class TranscriptComparison {
  /** A line of ipvsadm -Lc; a kernel lists its entries in the order of a hash. */
  private static final Pattern ENTRY =
      Pattern.compile("(?:TCP|UDP|SCTP|IP|ICMP) +\\d\\d:\\d\\d +.*");

  private static final Pattern SERVER =
      Pattern.compile("^( +-> .*(?:Route|Local|Masq|Tunnel) +\\d+) +\\d+ +\\d+$");

  private static final Pattern TIMER = Pattern.compile("\\d\\d:\\d\\d");

  private final Ports ports;
  private final RandomNames ourNames;
  private final RandomNames theirNames;
  private final List<Divergence> divergences;
  private long lines;

  /**
   * @param typed all that was typed in the run
   */
  TranscriptComparison(Ports ports, String typed, List<Divergence> divergences) {
    this.ports = ports;
    ourNames = new RandomNames(typed);
    theirNames = new RandomNames(typed);
    this.divergences = divergences;
  }

  long lines() {
    return lines;
  }

  /**
   * Compares a step.
   *
   * @param counts whether servers' counts of connections are compared: not while entries run out
   */
  void compare(StepView simulator, StepView kernel, String where, boolean counts) {
    List<String> ours = inOneOrder(simulator.lines()).stream().map(ourNames::rename).toList();
    List<String> theirs =
        inOneOrder(kernel.lines().stream().map(ports::rename).toList()).stream()
            .map(theirNames::rename)
            .toList();
    BiPredicate<String, String> same =
        counts
            ? LineMatch::same
            : (one, other) -> LineMatch.same(withoutCounts(one), withoutCounts(other));
    for (Alignment.Pair<String> pair : Alignment.of(ours, theirs, same)) {
      lines++;
      if (!pair.agree()) {
        divergences.add(
            new Divergence(Divergence.Kind.TRANSCRIPT, where, pair.ours(), pair.theirs()));
      }
    }
  }

  private static String withoutCounts(String line) {
    return SERVER.matcher(line).replaceFirst("$1");
  }

  /** With each run of connection entries sorted, timers aside. */
  private static List<String> inOneOrder(List<String> lines) {
    List<String> ordered = new ArrayList<>();
    List<String> entries = new ArrayList<>();
    for (String line : lines) {
      String plain = line.stripTrailing();
      if (ENTRY.matcher(plain).matches()) {
        entries.add(plain);
        continue;
      }
      flush(entries, ordered);
      ordered.add(plain);
    }
    flush(entries, ordered);
    return ordered;
  }

  private static void flush(List<String> entries, List<String> to) {
    entries.sort(Comparator.comparing(line -> TIMER.matcher(line).replaceFirst("")));
    to.addAll(entries);
    entries.clear();
  }
}
