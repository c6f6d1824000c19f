package io.lvsim.replay;

import org.jspecify.annotations.Nullable;

/** Frames that were read ahead, one behind the other in one array that is used again and again. */
final class FrameChunk {
  private static final int BYTES = 1 << 18;
  private static final int FRAMES = 1 << 11;

  private final byte[] bytes = new byte[BYTES];
  private final int[] ends = new int[FRAMES];
  private final long[] dues = new long[FRAMES];
  private final long[] numbers = new long[FRAMES];
  private int count;

  /** Whether nothing follows behind it. */
  boolean isLast;

  /** Why nothing follows behind it, if it should; looked at when its frames have been sent. */
  @Nullable Exception fault;

  int count() {
    return count;
  }

  void clear() {
    count = 0;
    isLast = false;
    fault = null;
  }

  /** Whether a frame fits; one that fits into no chunk is longer than any MTU. */
  boolean hasRoom(int length) {
    return count < FRAMES && start(count) + length <= BYTES;
  }

  void add(byte[] frame, int length, long due, long number) {
    int start = start(count);
    System.arraycopy(frame, 0, bytes, start, length);
    ends[count] = start + length;
    dues[count] = due;
    numbers[count] = number;
    count++;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** Copies a frame to an array's beginning; how long it is. */
  int copy(int index, byte[] to) {
    int start = start(index);
    int length = ends[index] - start;
    System.arraycopy(bytes, start, to, 0, length);
    return length;
  }

  long due(int index) {
    return dues[index];
  }

  long number(int index) {
    return numbers[index];
  }
}
