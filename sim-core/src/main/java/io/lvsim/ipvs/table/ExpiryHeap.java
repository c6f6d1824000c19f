package io.lvsim.ipvs.table;

import java.util.Arrays;

/** A binary heap of alarms in the order of their time, then of their rows' making. */
final class ExpiryHeap {
  private long[] time = new long[16];
  private int[] row = new int[16];
  private int[] sequence = new int[16];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  long topTime() {
    return time[0];
  }

  int topRow() {
    return row[0];
  }

  int topSequence() {
    return sequence[0];
  }

  void push(long atNanos, int newRow, int newSequence) {
    if (size == time.length) {
      resize(size * 2);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!before(atNanos, newSequence, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, atNanos, newRow, newSequence);
  }

  void pop() {
    size--;
    if (size > 0) {
      sink(time[size], row[size], sequence[size]);
    }
    if (size >= 1024 && size < time.length / 4) {
      resize(time.length / 2);
    }
  }

  private void sink(long atNanos, int movedRow, int movedSequence) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      int right = child + 1;
      if (right < size && before(time[right], sequence[right], child)) {
        child = right;
      }
      if (!before(time[child], sequence[child], atNanos, movedSequence)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, atNanos, movedRow, movedSequence);
  }

  private boolean before(long atNanos, int newSequence, int other) {
    return before(atNanos, newSequence, time[other], sequence[other]);
  }

  private static boolean before(long time1, int sequence1, long time2, int sequence2) {
    return time1 != time2 ? time1 < time2 : sequence1 - sequence2 < 0;
  }

  private void move(int from, int to) {
    put(to, time[from], row[from], sequence[from]);
  }

  private void put(int at, long atNanos, int newRow, int newSequence) {
    time[at] = atNanos;
    row[at] = newRow;
    sequence[at] = newSequence;
  }

  private void resize(int capacity) {
    time = Arrays.copyOf(time, capacity);
    row = Arrays.copyOf(row, capacity);
    sequence = Arrays.copyOf(sequence, capacity);
  }
}
