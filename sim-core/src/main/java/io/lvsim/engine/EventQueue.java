package io.lvsim.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending events in exact (time, order of arrival) order: a radix wheel of 11 levels of 64 slots
 * with 1 ns ticks. An event lies in the level of the highest 6-bit digit in which its time differs
 * from the queue's position; a slot is a first-in first-out list. When the position enters a slot
 * of a higher level, the slot's events move down, in their order, so that events of one instant
 * stay in the order in which they were added.
 *
 * <p>Adding, cancelling and taking cost a constant number of steps (taking: at most 11 moves per
 * event over its life). Events are ids into arrays that grow and are used again; nothing is
 * allocated once the arrays have grown.
 */
public final class EventQueue {
  private static final int BITS = 6;
  private static final int SLOTS = 1 << BITS;
  private static final int LEVELS = 11;
  private static final int NONE = -1;

  private final long[] occupied = new long[LEVELS];
  private final int[] head = new int[LEVELS * SLOTS];
  private final int[] tail = new int[LEVELS * SLOTS];

  private long[] time;
  private int[] next;
  private int[] previous;
  private int[] slotOf;
  private @Nullable Event[] event;
  private @Nullable Object[] payload;
  private long[] number;

  private int free;
  private int size;
  private long position;

  /** An empty queue whose position is time 0. */
  public EventQueue() {
    this(1024);
  }

  /**
   * @param capacity how many events fit before the arrays grow; at least 1
   */
  public EventQueue(int capacity) {
    Arrays.fill(head, NONE);
    Arrays.fill(tail, NONE);
    time = new long[capacity];
    next = new int[capacity];
    previous = new int[capacity];
    slotOf = new int[capacity];
    event = new Event[capacity];
    payload = new Object[capacity];
    number = new long[capacity];
    free = NONE;
    chainFree(0);
  }

  /** How many events are pending. */
  public int size() {
    return size;
  }

  /**
   * Adds an event.
   *
   * @param atNanos when; not before the last event taken
   * @return an id for {@link #cancel}, good until the event is taken or cancelled
   * @throws IllegalArgumentException if the time has passed
   */
  public int add(long atNanos, Event what, @Nullable Object withPayload, long withNumber) {
    if (atNanos < position) {
      throw new IllegalArgumentException("time " + atNanos + " ns has passed: " + position);
    }
    if (free == NONE) {
      grow();
    }
    int id = free;
    free = next[id];
    time[id] = atNanos;
    event[id] = what;
    payload[id] = withPayload;
    number[id] = withNumber;
    append(id, slotFor(atNanos));
    size++;
    return id;
  }

  /** Takes a pending event out of the queue. */
  public void cancel(int id) {
    unlink(id);
    release(id);
    size--;
  }

  /**
   * Takes the first event not later than a limit. The first slot of the lowest level in use holds
   * the earliest events; one that is alone in its slot need not move down to be taken.
   *
   * @return the event's id, whose fields stay readable until {@link #release}; -1 if there is none
   */
  int take(long limitNanos) {
    while (true) {
      int level = firstLevel();
      if (level == LEVELS) {
        return NONE;
      }
      int slot = Long.numberOfTrailingZeros(occupied[level]);
      int index = level * SLOTS + slot;
      int first = head[index];
      if (level == 0 || first == tail[index]) {
        return time[first] > limitNanos ? NONE : takeFirst(first);
      }
      long start = slotStart(level, slot);
      if (start > limitNanos || !reaches(index, start + slotSpan(level), limitNanos)) {
        return NONE;
      }
      position = start;
      moveDown(index, level, slot);
    }
  }

  /**
   * When the first pending event is due, in nanoseconds; {@link Long#MAX_VALUE} if none is pending.
   * Looks through one slot, and moves nothing.
   */
  long firstTime() {
    int level = firstLevel();
    if (level == LEVELS) {
      return Long.MAX_VALUE;
    }
    int id = head[level * SLOTS + Long.numberOfTrailingZeros(occupied[level])];
    long first = time[id];
    while (id != NONE) {
      first = Math.min(first, time[id]);
      id = next[id];
    }
    return first;
  }

  private int takeFirst(int id) {
    position = time[id];
    unlink(id);
    size--;
    return id;
  }

  /** The time of a taken event in nanoseconds. */
  long timeOf(int id) {
    return time[id];
  }

  /** Gives a taken event's id back and runs it. */
  void fire(int id) {
    Event what = event[id];
    Object withPayload = payload[id];
    long withNumber = number[id];
    release(id);
    if (what != null) {
      what.fire(withPayload, withNumber);
    }
  }

  private int firstLevel() {
    int level = 0;
    while (level < LEVELS && occupied[level] == 0) {
      level++;
    }
    return level;
  }

  private long slotStart(int level, int slot) {
    int shift = level * BITS;
    int above = shift + BITS;
    long upper = above >= Long.SIZE ? 0 : position >>> above << above;
    return upper | (long) slot << shift;
  }

  private static long slotSpan(int level) {
    return (1L << level * BITS) - 1;
  }

  /** Whether a slot, which ends at some time, holds an event not later than a limit. */
  private boolean reaches(int index, long endNanos, long limitNanos) {
    if (endNanos <= limitNanos) {
      return true;
    }
    int id = head[index];
    while (id != NONE && time[id] > limitNanos) {
      id = next[id];
    }
    return id != NONE;
  }

  private int slotFor(long atNanos) {
    long difference = atNanos ^ position;
    int level =
        difference == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference)) / BITS;
    int slot = (int) (atNanos >>> level * BITS) & SLOTS - 1;
    return level * SLOTS + slot;
  }

  private void moveDown(int index, int level, int slot) {
    int id = head[index];
    head[index] = NONE;
    tail[index] = NONE;
    occupied[level] &= ~(1L << slot);
    while (id != NONE) {
      int following = next[id];
      append(id, slotFor(time[id]));
      id = following;
    }
  }

  private void append(int id, int index) {
    int last = tail[index];
    next[id] = NONE;
    previous[id] = last;
    slotOf[id] = index;
    if (last == NONE) {
      head[index] = id;
      occupied[index >> BITS] |= 1L << (index & SLOTS - 1);
    } else {
      next[last] = id;
    }
    tail[index] = id;
  }

  private void unlink(int id) {
    int index = slotOf[id];
    int before = previous[id];
    int after = next[id];
    if (before == NONE) {
      head[index] = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      tail[index] = before;
    } else {
      previous[after] = before;
    }
    if (head[index] == NONE) {
      occupied[index >> BITS] &= ~(1L << (index & SLOTS - 1));
    }
  }

  private void release(int id) {
    event[id] = null;
    payload[id] = null;
    next[id] = free;
    free = id;
  }

  private void grow() {
    int old = time.length;
    int larger = old * 2;
    time = Arrays.copyOf(time, larger);
    next = Arrays.copyOf(next, larger);
    previous = Arrays.copyOf(previous, larger);
    slotOf = Arrays.copyOf(slotOf, larger);
    event = Arrays.copyOf(event, larger);
    payload = Arrays.copyOf(payload, larger);
    number = Arrays.copyOf(number, larger);
    chainFree(old);
  }

  private void chainFree(int from) {
    for (int id = time.length - 1; id >= from; id--) {
      next[id] = free;
      free = id;
    }
  }
}
