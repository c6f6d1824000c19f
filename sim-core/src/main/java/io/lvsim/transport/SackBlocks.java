package io.lvsim.transport;

import io.lvsim.wire.Bytes;

/**
 * What a receiver reports beyond a gap, the newest first, and one duplicate (RFC 2018, RFC 2883;
 * Linux: selective_acks and duplicate_sack).
 */
final class SackBlocks {
  private static final int CAPACITY = 4;

  private final int[] starts = new int[CAPACITY];
  private final int[] ends = new int[CAPACITY];
  private int size;
  private boolean hasDuplicate;
  private int duplicateStart;
  private int duplicateEnd;

  /** How many blocks there are to report, the duplicate counted. */
  int size() {
    return size + (hasDuplicate ? 1 : 0);
  }

  /** A segment beyond the gap has come. */
  void add(int start, int end) {
    for (int i = 0; i < size; i++) {
      if (!Sequence.after(start, ends[i]) && !Sequence.before(end, starts[i])) {
        int joinedStart = Sequence.min(starts[i], start);
        int joinedEnd = Sequence.max(ends[i], end);
        remove(i);
        add(joinedStart, joinedEnd);
        return;
      }
    }
    size = Math.min(size + 1, CAPACITY);
    for (int i = size - 1; i > 0; i--) {
      starts[i] = starts[i - 1];
      ends[i] = ends[i - 1];
    }
    starts[0] = start;
    ends[0] = end;
  }

  /** Data has come that was there already; it is reported once. */
  void duplicate(int start, int end) {
    hasDuplicate = true;
    duplicateStart = start;
    duplicateEnd = end;
  }

  /** Forgets the duplicate, once reported. */
  void reported() {
    hasDuplicate = false;
  }

  /** The gap before a sequence number is closed. */
  void removeBefore(int sequence) {
    for (int i = size - 1; i >= 0; i--) {
      if (!Sequence.after(ends[i], sequence)) {
        remove(i);
      }
    }
  }

  void clear() {
    size = 0;
  }

  /** Writes the first blocks, at most so many, the duplicate first. */
  void write(byte[] into, int at, int limit) {
    int place = at;
    int left = limit;
    if (hasDuplicate) {
      Bytes.put32(into, place, duplicateStart);
      Bytes.put32(into, place + 4, duplicateEnd);
      place += 8;
      left--;
    }
    for (int i = 0; i < left; i++) {
      Bytes.put32(into, place, starts[i]);
      Bytes.put32(into, place + 4, ends[i]);
      place += 8;
    }
  }

  private void remove(int index) {
    size--;
    for (int i = index; i < size; i++) {
      starts[i] = starts[i + 1];
      ends[i] = ends[i + 1];
    }
  }
}
