package io.lvsim.replay;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is known of all frames of a replay together.
 *
 * @param count how many are replayed
 * @param bytes of all of them
 * @param spanNanos from the first to the last; 0 where there are none
 * @param neededMtu what an interface's MTU must be to send them all, in bytes
 * @param wrongChecksums how many have a wrong checksum, such as one that the sender's NIC would
 *     have finished
 * @param skipped how many frames were left out, by the reason; reasons without any are missing
 */
public record ReplaySummary(
    long count,
    long bytes,
    long spanNanos,
    int neededMtu,
    long wrongChecksums,
    Map<Skip, Long> skipped) {

  /** Counts frames one by one. */
  static final class Counter {
    private final Map<Skip, Long> skipped = new EnumMap<>(Skip.class);
    private long count;
    private long bytes;
    private long latest;
    private int neededMtu;
    private long wrongChecksums;

    void skip(Skip why, long many) {
      skipped.merge(why, many, Long::sum);
    }

    /** Counts a frame that is replayed. */
    void add(byte[] frame, long atNanos) {
      count++;
      bytes += frame.length;
      latest = atNanos;
      neededMtu = Math.max(neededMtu, FrameParts.neededMtu(frame));
      wrongChecksums += FrameChecksums.areRight(frame) ? 0 : 1;
    }

    ReplaySummary sum() {
      return new ReplaySummary(count, bytes, latest, neededMtu, wrongChecksums, skipped);
    }
  }
}
