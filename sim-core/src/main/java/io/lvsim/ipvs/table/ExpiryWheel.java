package io.lvsim.ipvs.table;

import java.util.Arrays;

/**
 * Finds the rows of one table whose time has come.
 *
 * <p>A row lies in the list of one of 4,096 slots of 16.8 ms each, at most 68.7 s ahead. Moving its
 * expiry later is lazy: when the slot's time comes, the row is looked at and put into a later slot.
 * Rows that expire within the present slot wait in a heap, in the order in which they fire. A row
 * whose expiry moves sooner than its slot gets a second alarm in the heap.
 *
 * <p>A row that is dead stays where it lies until it is met; then it is given back to the table.
 */
final class ExpiryWheel {
  private static final int SLOT_BITS = 24;
  private static final int SLOTS = 4096;
  private static final int WORDS = SLOTS / Long.SIZE;
  private static final int NONE = -1;

  /** A time that does not come. */
  static final long NEVER = Long.MAX_VALUE;

  /** How far ahead a row can lie; expiries beyond are looked at on the way. */
  private static final long HORIZON_NANOS = (long) SLOTS << SLOT_BITS;

  private final Expiries expiries;
  private final TimedTable table;
  private final int[] head = new int[SLOTS];
  private final long[] occupied = new long[WORDS];
  private final ExpiryHeap heap = new ExpiryHeap();

  ExpiryWheel(Expiries expiries, TimedTable table) {
    this.expiries = expiries;
    this.table = table;
    Arrays.fill(head, NONE);
  }

  /** Takes a new row in. */
  void add(int row) {
    expiries.armBy(hold(row));
  }

  /** A row has been set to fire at another time than before. */
  void moved(int row, long before) {
    long alarm = table.alarm(row);
    if (alarm < before && alarm - expiries.now() < HORIZON_NANOS) {
      secondAlarm(row, alarm);
      expiries.armBy(TimedTable.timeOf(alarm));
    }
  }

  /** Looks at the rows in the slot that begins now or has begun last. */
  void lookAtSlot(long now) {
    int slot = (int) (now >>> SLOT_BITS) & SLOTS - 1;
    int row = head[slot];
    head[slot] = NONE;
    occupied[slot >>> 6] &= ~(1L << slot);
    while (row != NONE) {
      int following = table.next(row);
      if (table.isLive(row)) {
        hold(row);
      } else {
        table.release(row);
      }
      row = following;
    }
  }

  /** Whether an alarm is due. */
  boolean isDue(long now) {
    return !heap.isEmpty() && TimedTable.timeOf(heap.topAlarm()) <= now;
  }

  /** Whether the alarm that is due here comes before the one that is due there. */
  boolean comesBefore(ExpiryWheel other) {
    return ExpiryHeap.before(
        heap.topAlarm(), heap.topEnqueued(), other.heap.topAlarm(), other.heap.topEnqueued());
  }

  /** Puts a row where it will be met in time; the answer is when. */
  private long hold(int row) {
    long nowTick = expiries.now() >>> SLOT_BITS;
    long alarm = table.alarm(row);
    long atNanos = TimedTable.timeOf(alarm);
    long tick = Math.min(atNanos >>> SLOT_BITS, nowTick + SLOTS - 1);
    if (tick <= nowTick) {
      push(alarm, row, row);
      return atNanos;
    }
    int slot = (int) tick & SLOTS - 1;
    table.setNext(row, head[slot]);
    head[slot] = row;
    occupied[slot >>> 6] |= 1L << slot;
    return tick << SLOT_BITS;
  }

  /** Rings the alarm that is due. */
  void ring(long now) {
    long alarm = heap.topAlarm();
    int row = heap.topRow();
    int enqueued = heap.topEnqueued();
    int sequence = heap.topSequence();
    heap.pop();
    if (row < 0) {
      ringSecond(now, alarm, ~row, enqueued, sequence);
    } else if (!table.isLive(row)) {
      table.release(row);
    } else if (isOutdated(row, now, enqueued) || table.expire(row)) {
      hold(row);
    } else {
      table.release(row);
    }
  }

  /** Whether a row has been put into another slot since its alarm was set. */
  private boolean isOutdated(int row, long now, int enqueued) {
    return table.enqueued(row) != enqueued || TimedTable.timeOf(table.alarm(row)) > now;
  }

  /** A second alarm: the row itself lies elsewhere, and may be another's by now. */
  private void ringSecond(long now, long alarm, int row, int enqueued, int sequence) {
    while (!heap.isEmpty()
        && heap.topAlarm() == alarm
        && heap.topRow() == ~row
        && heap.topSequence() == sequence) {
      heap.pop();
    }
    if (!table.isLive(row) || table.sequence(row) != sequence) {
      return;
    }
    boolean stays = isOutdated(row, now, enqueued) || table.expire(row);
    if (stays && table.alarm(row) - now < HORIZON_NANOS) {
      secondAlarm(row, table.alarm(row));
    }
  }

  private void secondAlarm(int row, long alarm) {
    push(alarm, row, ~row);
  }

  private void push(long alarm, int row, int mark) {
    heap.push(alarm, mark, table.enqueued(row), table.sequence(row));
  }

  /** When this wheel is to be looked at next, or {@link #NEVER}. */
  long nextLook(long now) {
    long slotNanos = nextSlotNanos(now >>> SLOT_BITS);
    return heap.isEmpty() ? slotNanos : Math.min(slotNanos, TimedTable.timeOf(heap.topAlarm()));
  }

  /** When the next slot with rows in it begins. */
  private long nextSlotNanos(long nowTick) {
    int from = (int) (nowTick + 1) & SLOTS - 1;
    for (int i = 0; i <= WORDS; i++) {
      int word = (from >>> 6) + i & WORDS - 1;
      long bits = occupied[word];
      if (i == 0) {
        bits &= -1L << from;
      } else if (i == WORDS) {
        bits &= ~(-1L << from);
      }
      if (bits != 0) {
        int slot = word << 6 | Long.numberOfTrailingZeros(bits);
        return nowTick + 1 + (slot - from & SLOTS - 1) << SLOT_BITS;
      }
    }
    return NEVER;
  }
}
