package io.lvsim.transport;

import java.util.Arrays;

/**
 * The segments that were sent and are not acknowledged, oldest first, with what is known of each
 * (Linux: the retransmit queue with its sacked, lost and retrans counters). Segments are named by
 * their place from the oldest, counted from 0.
 */
final class RetransmitQueue {
  private static final byte SACKED = 1;
  private static final byte LOST = 2;
  private static final byte SENT_AGAIN = 4;
  private static final byte EVER_SENT_AGAIN = 8;

  private int[] starts = new int[4];
  private int[] ends = new int[4];
  private long[] sentAtNanos = new long[4];
  private byte[] flags = new byte[4];
  private byte[] marks = new byte[4];
  private int head;
  private int size;
  private int sacked;
  private int lost;
  private int sentAgain;

  int size() {
    return size;
  }

  int sacked() {
    return sacked;
  }

  /** How many segments are thought to be on their way (tcp_packets_in_flight). */
  int inFlight() {
    return size - sacked - lost + sentAgain;
  }

  int lost() {
    return lost;
  }

  void append(int start, int end, int tcpFlags, long nowNanos) {
    if (size == starts.length) {
      grow();
    }
    int at = at(size);
    starts[at] = start;
    ends[at] = end;
    sentAtNanos[at] = nowNanos;
    flags[at] = (byte) tcpFlags;
    marks[at] = 0;
    size++;
  }

  int start(int segment) {
    return starts[at(segment)];
  }

  int end(int segment) {
    return ends[at(segment)];
  }

  /** SYN, FIN and PSH of the segment. */
  int flags(int segment) {
    return flags[at(segment)];
  }

  /** When it was sent last. */
  long sentAtNanos(int segment) {
    return sentAtNanos[at(segment)];
  }

  boolean isSacked(int segment) {
    return (marks[at(segment)] & SACKED) != 0;
  }

  boolean isLost(int segment) {
    return (marks[at(segment)] & LOST) != 0;
  }

  /** Whether it was sent again and that copy is not known to be lost. */
  boolean isSentAgain(int segment) {
    return (marks[at(segment)] & SENT_AGAIN) != 0;
  }

  boolean wasEverSentAgain(int segment) {
    return (marks[at(segment)] & EVER_SENT_AGAIN) != 0;
  }

  void markSacked(int segment) {
    unmark(segment, LOST);
    unmark(segment, SENT_AGAIN);
    marks[at(segment)] |= SACKED;
    sacked++;
  }

  void markLost(int segment) {
    if (!isLost(segment)) {
      marks[at(segment)] |= LOST;
      lost++;
    }
  }

  void markSentAgain(int segment, long nowNanos) {
    int at = at(segment);
    if ((marks[at] & SENT_AGAIN) == 0) {
      sentAgain++;
    }
    marks[at] |= SENT_AGAIN | EVER_SENT_AGAIN;
    sentAtNanos[at] = nowNanos;
  }

  /** After a timeout: whatever the peer has not reported is lost, sent again or not. */
  void markAllLost() {
    for (int segment = 0; segment < size; segment++) {
      unmark(segment, SENT_AGAIN);
      if (!isSacked(segment)) {
        markLost(segment);
      }
    }
  }

  /** Forgets what the peer has reported, which it may take back (RFC 2018 section 8). */
  void forgetSacks() {
    for (int segment = 0; segment < size; segment++) {
      if (isSacked(segment)) {
        marks[at(segment)] &= ~SACKED;
        sacked--;
      }
    }
  }

  /** Takes the oldest segment out. */
  void removeFirst() {
    unmark(0, LOST);
    unmark(0, SENT_AGAIN);
    if (isSacked(0)) {
      sacked--;
    }
    head = head + 1 == starts.length ? 0 : head + 1;
    size--;
  }

  /** Cuts off what was acknowledged of the oldest segment. */
  void trimFirst(int newStart) {
    starts[head] = newStart;
  }

  /** Makes the two oldest segments one. */
  void joinFirstTwo() {
    int start = starts[head];
    int joinedFlags = flags[head];
    long sentAt = sentAtNanos[head];
    int everSentAgain = marks[head] & EVER_SENT_AGAIN;
    boolean wasLost = isLost(0);
    removeFirst();
    starts[head] = start;
    flags[head] |= (byte) joinedFlags;
    sentAtNanos[head] = sentAt;
    marks[head] |= (byte) everSentAgain;
    if (wasLost) {
      markLost(0);
    }
  }

  /** Makes the segment and the next one, both lost and not sent again, one. */
  void joinLost(int segment) {
    ends[at(segment)] = ends[at(segment + 1)];
    flags[at(segment)] |= flags[at(segment + 1)];
    marks[at(segment)] |= (byte) (marks[at(segment + 1)] & EVER_SENT_AGAIN);
    for (int i = segment + 1; i < size - 1; i++) {
      copy(at(i + 1), at(i));
    }
    size--;
    lost--;
  }

  /** Cuts the segment in two at a sequence number inside it; both keep its marks. */
  void split(int segment, int sequence, int firstFlags) {
    append(0, 0, 0, 0);
    for (int i = size - 1; i > segment; i--) {
      copy(at(i - 1), at(i));
    }
    ends[at(segment)] = sequence;
    flags[at(segment)] = (byte) firstFlags;
    starts[at(segment + 1)] = sequence;
    byte mark = marks[at(segment)];
    sacked += (mark & SACKED) != 0 ? 1 : 0;
    lost += (mark & LOST) != 0 ? 1 : 0;
    sentAgain += (mark & SENT_AGAIN) != 0 ? 1 : 0;
  }

  void clear() {
    size = 0;
    sacked = 0;
    lost = 0;
    sentAgain = 0;
  }

  private void unmark(int segment, byte mark) {
    int at = at(segment);
    if ((marks[at] & mark) == 0) {
      return;
    }
    marks[at] &= (byte) ~mark;
    if (mark == LOST) {
      lost--;
    } else {
      sentAgain--;
    }
  }

  private void copy(int from, int to) {
    starts[to] = starts[from];
    ends[to] = ends[from];
    sentAtNanos[to] = sentAtNanos[from];
    flags[to] = flags[from];
    marks[to] = marks[from];
  }

  private int at(int segment) {
    int at = head + segment;
    return at >= starts.length ? at - starts.length : at;
  }

  private void grow() {
    int old = starts.length;
    starts = unrolled(starts);
    ends = unrolled(ends);
    long[] largerTimes = Arrays.copyOfRange(sentAtNanos, head, head + old * 2);
    System.arraycopy(sentAtNanos, 0, largerTimes, old - head, head);
    sentAtNanos = largerTimes;
    flags = unrolled(flags);
    marks = unrolled(marks);
    head = 0;
  }

  private int[] unrolled(int[] ring) {
    int[] larger = Arrays.copyOfRange(ring, head, head + ring.length * 2);
    System.arraycopy(ring, 0, larger, ring.length - head, head);
    return larger;
  }

  private byte[] unrolled(byte[] ring) {
    byte[] larger = Arrays.copyOfRange(ring, head, head + ring.length * 2);
    System.arraycopy(ring, 0, larger, ring.length - head, head);
    return larger;
  }
}
