package io.lvsim.audit;

import java.util.List;

/**
 * What an audit has found.
 *
 * @param beganNanos of the first frame, since 1970; 0 if there was none
 * @param endedNanos of the last frame
 * @param ipv6Frames how many frames hold IPv6, which is left out
 * @param directors MAC addresses, as learnt or as told
 * @param notJudged what cannot be judged by any capture, for people
 * @param findings the worst first
 */
public record AuditReport(
    List<CaptureSummary> captures,
    long beganNanos,
    long endedNanos,
    long ipv6Frames,
    List<String> directors,
    List<String> notJudged,
    List<Finding> findings) {

  /** How many findings are as bad as this. */
  public long count(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  /** Whether nothing is wrong; notes are not. */
  public boolean isClean() {
    return count(Severity.WARNING) + count(Severity.ERROR) == 0;
  }

  /** Frames of all captures. */
  public long frames() {
    return captures.stream().mapToLong(CaptureSummary::frames).sum();
  }
}
