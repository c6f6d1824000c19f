package io.lvsim.live;

import java.util.List;

/**
 * What has passed between a NIC and a node so far.
 *
 * @param received frames that the NIC handed over
 * @param refused frames that were not let in, by {@link Admission.Verdict}, in its order
 * @param sent frames that the node sent and the NIC took
 * @param unsent frames that the node sent and the NIC did not take
 * @param dropped frames that the kernel lost because they were not taken in time
 * @param unfinished frames with an unfinished checksum
 * @param repaired those of them whose checksum was computed
 * @param lost how often the NIC was lost
 */
public record LiveCounters(
    long received,
    List<Long> refused,
    long sent,
    long unsent,
    long dropped,
    long unfinished,
    long repaired,
    long lost) {
  /** How many frames got a verdict. */
  public long of(Admission.Verdict verdict) {
    return refused.get(verdict.ordinal());
  }

  /** Frames that the node saw. */
  public long admitted() {
    return of(Admission.Verdict.ADMITTED);
  }
}
