package io.lvsim.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Received data in order of sequence numbers, without overlaps: what waits for the program, or for
 * a gap to close. The bytes stay in their frames.
 */
final class SegmentQueue {
  private @Nullable byte[][] frames = new byte[4][];
  private int[] offsets = new int[4];
  private int[] starts = new int[4];
  private int[] ends = new int[4];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  int firstStart() {
    return starts[head];
  }

  int firstEnd() {
    return ends[head];
  }

  byte[] firstFrame() {
    byte[] frame = frames[head];
    if (frame == null) {
      throw new IllegalStateException("empty");
    }
    return frame;
  }

  int firstOffset() {
    return offsets[head];
  }

  /** Forgets the first piece. */
  void removeFirst() {
    frames[head] = null;
    head = next(head);
    size--;
  }

  /** Adds a piece behind all others. */
  void append(byte[] frame, int offset, int start, int end) {
    insert(size, frame, offset, start, end);
  }

  /**
   * Adds what is new of a piece, wherever it belongs.
   *
   * @return how many of its bytes were there already
   */
  int merge(byte[] frame, int offset, int start, int end) {
    int known = 0;
    int from = start;
    int place = 0;
    while (place < size && Sequence.before(from, end)) {
      int at = at(place);
      if (!Sequence.after(ends[at], from)) {
        place++;
        continue;
      }
      int gapEnd = Sequence.min(starts[at], end);
      if (Sequence.before(from, gapEnd)) {
        insert(place, frame, offset + from - start, from, gapEnd);
        from = gapEnd;
        place++;
        continue;
      }
      int overlapEnd = Sequence.min(ends[at], end);
      known += overlapEnd - from;
      from = overlapEnd;
      place++;
    }
    if (Sequence.before(from, end)) {
      insert(place, frame, offset + from - start, from, end);
    }
    return known;
  }

  void clear() {
    Arrays.fill(frames, null);
    size = 0;
  }

  private void insert(int place, byte[] frame, int offset, int start, int end) {
    if (size == starts.length) {
      grow();
    }
    size++;
    for (int i = size - 1; i > place; i--) {
      int to = at(i);
      int from = at(i - 1);
      frames[to] = frames[from];
      offsets[to] = offsets[from];
      starts[to] = starts[from];
      ends[to] = ends[from];
    }
    int at = at(place);
    frames[at] = frame;
    offsets[at] = offset;
    starts[at] = start;
    ends[at] = end;
  }

  private int at(int place) {
    int at = head + place;
    return at >= starts.length ? at - starts.length : at;
  }

  private int next(int at) {
    return at + 1 == starts.length ? 0 : at + 1;
  }

  private void grow() {
    int old = starts.length;
    @Nullable byte[][] largerFrames = new byte[old * 2][];
    int[] largerOffsets = new int[old * 2];
    int[] largerStarts = new int[old * 2];
    int[] largerEnds = new int[old * 2];
    for (int i = 0; i < old; i++) {
      int from = at(i);
      largerFrames[i] = frames[from];
      largerOffsets[i] = offsets[from];
      largerStarts[i] = starts[from];
      largerEnds[i] = ends[from];
    }
    frames = largerFrames;
    offsets = largerOffsets;
    starts = largerStarts;
    ends = largerEnds;
    head = 0;
  }
}
