package io.lvsim.audit;

import java.util.List;

/**
 * Something that the captures show.
 *
 * @param message who, what and where
 * @param count how often
 * @param evidence the first frames that prove it, in the order of time; empty for what concerns a
 *     capture as a whole
 */
public record Finding(
    FindingKind kind, Severity severity, String message, long count, List<Evidence> evidence) {
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
