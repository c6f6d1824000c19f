package io.lvsim.transport;

/** Comparison of 32-bit sequence numbers, which wrap (RFC 9293 section 3.4). */
final class Sequence {
  private Sequence() {}

  static boolean before(int a, int b) {
    return a - b < 0;
  }

  static boolean after(int a, int b) {
    return a - b > 0;
  }

  static int max(int a, int b) {
    return a - b >= 0 ? a : b;
  }

  static int min(int a, int b) {
    return a - b <= 0 ? a : b;
  }

  /** Whether a segment touches a window (Linux: tcp_in_window). */
  static boolean inWindow(int sequence, int endSequence, int windowStart, int windowEnd) {
    if (sequence == windowStart) {
      return true;
    }
    if (after(endSequence, windowStart) && before(sequence, windowEnd)) {
      return true;
    }
    return sequence == windowEnd && sequence == endSequence;
  }
}
