package io.lvsim.live;

import java.util.List;
import java.util.stream.IntStream;

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
 * @param handedOn frames that were another worker's
 * @param handedLost frames that another worker had no room for
 */
public record LiveCounters(
    long received,
    List<Long> refused,
    long sent,
    long unsent,
    long dropped,
    long unfinished,
    long repaired,
    long lost,
    long handedOn,
    long handedLost) {
  /** How many frames got a verdict. */
  public long of(Admission.Verdict verdict) {
    return refused.get(verdict.ordinal());
  }

  /** With those of another worker on the same NIC. */
  public LiveCounters plus(LiveCounters other) {
    List<Long> verdicts =
        IntStream.range(0, refused.size())
            .mapToObj(i -> refused.get(i) + other.refused.get(i))
            .toList();
    return new LiveCounters(
        received + other.received,
        verdicts,
        sent + other.sent,
        unsent + other.unsent,
        dropped + other.dropped,
        unfinished + other.unfinished,
        repaired + other.repaired,
        Math.max(lost, other.lost),
        handedOn + other.handedOn,
        handedLost + other.handedLost);
  }

  /** Frames that the node saw. */
  public long admitted() {
    return of(Admission.Verdict.ADMITTED);
  }
}
