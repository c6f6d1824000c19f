package io.lvsim.ipvs.table;

import io.lvsim.engine.Event;
import io.lvsim.engine.Simulation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lets the rows of one table expire, each at its exact nanosecond, with one pending event of the
 * engine for all of them.
 *
 * <p>A row lies in the list of one of 4,096 slots of 16.8 ms each, at most 68.7 s ahead. Moving its
 * expiry later is lazy: when the slot's time comes, the row is looked at and put into a later slot.
 * Rows that expire within the present slot wait in a heap, in the order of their time and age. A
 * row whose expiry moves sooner than its slot gets a second alarm in the heap.
 *
 * <p>A row that is dead stays where it lies until it is met; then it is given back to the table.
 */
public final class ExpiryWheel implements Event {
  private static final int SLOT_BITS = 24;
  private static final int SLOTS = 4096;
  private static final int WORDS = SLOTS / Long.SIZE;
  private static final int NONE = -1;
  private static final long NEVER = Long.MAX_VALUE;

  /** How far ahead a row can lie; expiries beyond are looked at on the way. */
  private static final long HORIZON_NANOS = (long) SLOTS << SLOT_BITS;

  private final Simulation simulation;
  private final TimedTable table;
  private final int[] head = new int[SLOTS];
  private final long[] occupied = new long[WORDS];
  private final ExpiryHeap heap = new ExpiryHeap();

  private int event = NONE;
  private long eventAtNanos = NEVER;

  ExpiryWheel(Simulation simulation, TimedTable table) {
    this.simulation = simulation;
    this.table = table;
    Arrays.fill(head, NONE);
  }

  /** Takes a new row in. */
  void add(int row) {
    armBy(hold(row));
  }

  /** The expiry of a row has been set to a new time; it was another before. */
  void moved(int row, long beforeNanos) {
    long atNanos = table.expiresAtNanos(row);
    if (atNanos < beforeNanos && atNanos - simulation.now() < HORIZON_NANOS) {
      secondAlarm(row, atNanos);
      armBy(atNanos);
    }
  }

  /** Called by the engine: a slot begins, or an alarm is due. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    event = NONE;
    eventAtNanos = NEVER;
    long now = simulation.now();
    lookAtSlot((int) (now >>> SLOT_BITS) & SLOTS - 1);
    while (!heap.isEmpty() && heap.topTime() <= now) {
      ring(now);
    }
    armBy(nextLook(now));
  }

  /** Puts a row where it will be met in time; the answer is when. */
  private long hold(int row) {
    long nowTick = simulation.now() >>> SLOT_BITS;
    long atNanos = table.expiresAtNanos(row);
    long tick = Math.min(atNanos >>> SLOT_BITS, nowTick + SLOTS - 1);
    if (tick <= nowTick) {
      heap.push(atNanos, row, table.sequence(row));
      return atNanos;
    }
    int slot = (int) tick & SLOTS - 1;
    table.setNext(row, head[slot]);
    head[slot] = row;
    occupied[slot >>> 6] |= 1L << slot;
    return tick << SLOT_BITS;
  }

  private void lookAtSlot(int slot) {
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

  private void ring(long now) {
    long atNanos = heap.topTime();
    int row = heap.topRow();
    int sequence = heap.topSequence();
    heap.pop();
    if (row < 0) {
      ringSecond(now, atNanos, ~row, sequence);
    } else if (!table.isLive(row)) {
      table.release(row);
    } else if (table.expiresAtNanos(row) > now || table.expire(row)) {
      hold(row);
    } else {
      table.release(row);
    }
  }

  /** A second alarm: the row itself lies elsewhere, and may be another's by now. */
  private void ringSecond(long now, long atNanos, int row, int sequence) {
    while (!heap.isEmpty()
        && heap.topTime() == atNanos
        && heap.topRow() == ~row
        && heap.topSequence() == sequence) {
      heap.pop();
    }
    if (!table.isLive(row) || table.sequence(row) != sequence) {
      return;
    }
    boolean stays = table.expiresAtNanos(row) > now || table.expire(row);
    if (stays && table.expiresAtNanos(row) - now < HORIZON_NANOS) {
      secondAlarm(row, table.expiresAtNanos(row));
    }
  }

  private void secondAlarm(int row, long atNanos) {
    heap.push(atNanos, ~row, table.sequence(row));
  }

  private long nextLook(long now) {
    long slotNanos = nextSlotNanos(now >>> SLOT_BITS);
    return heap.isEmpty() ? slotNanos : Math.min(slotNanos, heap.topTime());
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

  private void armBy(long atNanos) {
    if (atNanos >= eventAtNanos) {
      return;
    }
    if (event != NONE) {
      simulation.cancel(event);
    }
    eventAtNanos = Math.max(atNanos, simulation.now());
    event = simulation.scheduleAt(eventAtNanos, this, null, 0);
  }
}
