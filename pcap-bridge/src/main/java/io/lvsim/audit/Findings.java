package io.lvsim.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is found: alike things are one finding with a count and the first frames. */
final class Findings {
  private static final int EVIDENCE_MAX = 6;
  private static final int SUBJECTS_MAX = 500;

  private final Map<String, Gathered> gathered = new LinkedHashMap<>();
  private final int[] subjects = new int[FindingKind.values().length];

  /** One finding in the making. */
  private static final class Gathered {
    final FindingKind kind;
    final Severity severity;
    final String message;
    final List<Evidence> evidence = new ArrayList<>();
    long count;

    Gathered(FindingKind kind, Severity severity, String message) {
      this.kind = kind;
      this.severity = severity;
      this.message = message;
    }

    Finding finding() {
      return new Finding(kind, severity, message, count, evidence);
    }
  }

  /** One more of a kind. */
  void add(FindingKind kind, String message, @Nullable Evidence... evidence) {
    add(kind, kind.severity(), message, 1, evidence);
  }

  /**
   * Several more of a kind.
   *
   * @param message who and what; what has the same message is one finding
   */
  void add(
      FindingKind kind,
      Severity severity,
      String message,
      long count,
      @Nullable Evidence... evidence) {
    Gathered finding = of(kind, severity, message);
    finding.count += count;
    for (Evidence each : evidence) {
      if (each != null && finding.evidence.size() < EVIDENCE_MAX) {
        finding.evidence.add(each);
      }
    }
  }

  private Gathered of(FindingKind kind, Severity severity, String message) {
    String key = kind.code() + severity + message;
    Gathered known = gathered.get(key);
    if (known != null) {
      return known;
    }
    boolean tooMany = subjects[kind.ordinal()] >= SUBJECTS_MAX;
    if (tooMany) {
      String rest = kind.title() + " (more of these)";
      return gathered.computeIfAbsent(kind.code(), k -> new Gathered(kind, severity, rest));
    }
    subjects[kind.ordinal()]++;
    Gathered fresh = new Gathered(kind, severity, message);
    gathered.put(key, fresh);
    return fresh;
  }

  /** The worst first, else in the order of their first frames. */
  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    gathered.values().forEach(g -> all.add(g.finding()));
    all.sort(Comparator.comparing(Finding::severity).reversed().thenComparingLong(Findings::began));
    return all;
  }

  private static long began(Finding finding) {
    return finding.evidence().isEmpty() ? Long.MAX_VALUE : finding.evidence().getFirst().atNanos();
  }
}
