package io.lvsim.ipvs.table;

import java.util.Arrays;

/**
 * A binary heap of alarms in their order, which is that of their time; of the same, the one
 * enqueued last comes first, as in a slot of the kernel's wheel (enqueue_timer).
 */
final class ExpiryHeap {
  private long[] alarm = new long[16];
  private int[] row = new int[16];
  private int[] enqueued = new int[16];
  private int[] sequence = new int[16];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  long topAlarm() {
    return alarm[0];
  }

  int topRow() {
    return row[0];
  }

  int topEnqueued() {
    return enqueued[0];
  }

  int topSequence() {
    return sequence[0];
  }

  void push(long newAlarm, int newRow, int newEnqueued, int newSequence) {
    if (size == alarm.length) {
      resize(size * 2);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!before(newAlarm, newEnqueued, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, newAlarm, newRow, newEnqueued, newSequence);
  }

  void pop() {
    size--;
    if (size > 0) {
      sink(alarm[size], row[size], enqueued[size], sequence[size]);
    }
    if (size >= 1024 && size < alarm.length / 4) {
      resize(alarm.length / 2);
    }
  }

  private void sink(long newAlarm, int movedRow, int movedEnqueued, int movedSequence) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      int right = child + 1;
      if (right < size && before(alarm[right], enqueued[right], child)) {
        child = right;
      }
      if (!before(alarm[child], enqueued[child], newAlarm, movedEnqueued)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, newAlarm, movedRow, movedEnqueued, movedSequence);
  }

  private boolean before(long newAlarm, int newEnqueued, int other) {
    return before(newAlarm, newEnqueued, alarm[other], enqueued[other]);
  }

  /** Numbers of enqueuing wrap, so their difference counts. */
  static boolean before(long alarm1, int enqueued1, long alarm2, int enqueued2) {
    return alarm1 != alarm2 ? alarm1 < alarm2 : enqueued1 - enqueued2 > 0;
  }

  private void move(int from, int to) {
    put(to, alarm[from], row[from], enqueued[from], sequence[from]);
  }

  private void put(int at, long newAlarm, int newRow, int newEnqueued, int newSequence) {
    alarm[at] = newAlarm;
    row[at] = newRow;
    enqueued[at] = newEnqueued;
    sequence[at] = newSequence;
  }

  private void resize(int capacity) {
    alarm = Arrays.copyOf(alarm, capacity);
    row = Arrays.copyOf(row, capacity);
    enqueued = Arrays.copyOf(enqueued, capacity);
    sequence = Arrays.copyOf(sequence, capacity);
  }
}
