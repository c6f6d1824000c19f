package io.lvsim.ipvs.table;

import io.lvsim.engine.Jiffies;

/**
 * Rows that expire. A row is a number; what it holds lies in columns. A row's life: {@link
 * #newRow}, {@link #restart} any number of times, then {@link #expire} says that it ends, or its
 * owner ends it earlier by making {@link #isLive} false.
 *
 * <p>A row's timer is one of a kernel's: it lies in a slot of a wheel (kernel/time/timer.c), fires
 * when the slot's time comes, which is never early but late by up to an eighth, and of those in the
 * same slot the one put there last fires first.
 */
public abstract class TimedTable {
  private static final int NONE = -1;

  private static final int LEVEL_BITS = 3;
  private static final int NUMBER_BITS = 25;
  private static final int TICK_SHIFT = LEVEL_BITS + NUMBER_BITS;
  private static final long LEVEL_MASK = (1 << LEVEL_BITS) - 1;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1 << LEVEL_BITS;

  /**
   * The tick in which a row is to expire, a number that tells when it was put into its slot, and
   * its level on the kernel's wheel.
   */
  private static final int TIMER = 0;

  /** The next row in a list. */
  private static final int NEXT = TIMER + Long.BYTES;

  private static final int SEQUENCE = NEXT + Integer.BYTES;

  /** Where what is a table's own begins in a row. */
  protected static final int OWN = SEQUENCE + Integer.BYTES;

  private final Expiries expiries;
  private final ExpiryWheel wheel;
  private final Rows fields;
  private int rows;
  private int free = NONE;
  private long timerNow = NONE;
  private long timerDelay;
  private long timer;

  /**
   * A table without rows.
   *
   * @param expiries shared by tables whose rows fire in one order
   * @param own bytes of each row that are the table's own
   */
  protected TimedTable(Expiries expiries, int own) {
    this.expiries = expiries;
    this.fields = new Rows(OWN + own);
    this.wheel = expiries.wheelFor(this);
  }

  /** Whether a row is in use. */
  public abstract boolean isLive(int row);

  /**
   * The row's time is up.
   *
   * @return true if it stays, with a new expiry; false if it is no longer live
   */
  protected abstract boolean expire(int row);

  /** Makes room for so many rows in what a table keeps beside its rows. */
  protected abstract void growTo(int rows);

  /** Rows ever used: live ones are below it. */
  public final int rowsUsed() {
    return rows;
  }

  /**
   * How long until a row is to expire, in nanoseconds; less than 0 where its time is up and its
   * slot's has not come. A kernel counts whole ticks; here nothing takes a tick that takes time
   * there.
   */
  public final long expiresInNanos(int row) {
    return Jiffies.toNanos(fields.getLong(row, TIMER) >> TICK_SHIFT) - now();
  }

  /** Older rows have smaller numbers; compare by difference, the numbers wrap. */
  public final int sequence(int row) {
    return fields.getInt(row, SEQUENCE);
  }

  /**
   * Sets a row's expiry, earlier or later than it was (mod_timer): in the same slot it keeps its
   * place.
   *
   * @param delayNanos from 0
   */
  public final void restart(int row, long delayNanos) {
    long before = fields.getLong(row, TIMER);
    long after = timer(delayNanos);
    if (((after ^ before) & ~NUMBER_MASK) == 0) {
      return;
    }
    if (alarm(after) == alarm(before)) {
      fields.setLong(row, TIMER, after | before & NUMBER_MASK);
    } else {
      fields.setLong(row, TIMER, after | nextNumber());
      wheel.moved(row, alarm(before));
    }
  }

  /** Many rows in turn get the same timer: those of packets that come together. */
  private long timer(long delayNanos) {
    long now = now();
    if (now != timerNow || delayNanos != timerDelay) {
      long delay = Jiffies.delay(delayNanos);
      timerNow = now;
      timerDelay = delayNanos;
      timer = Jiffies.at(now) + delay << TICK_SHIFT | Jiffies.level(delay);
    }
    return timer;
  }

  private long nextNumber() {
    return (long) expiries.nextNumber() << LEVEL_BITS & NUMBER_MASK;
  }

  /**
   * When a row fires, in nanoseconds, and in the low bits, which a whole tick leaves free, which of
   * the slots of that time comes first: the kernel empties the widest first.
   */
  final long alarm(int row) {
    return alarm(fields.getLong(row, TIMER));
  }

  private static long alarm(long timer) {
    long level = timer & LEVEL_MASK;
    return Jiffies.toNanos(Jiffies.firing(timer >> TICK_SHIFT, (int) level)) | LEVEL_MASK - level;
  }

  /** The time of an alarm in nanoseconds. */
  static long timeOf(long alarm) {
    return alarm & ~LEVEL_MASK;
  }

  /** When the row was put into its slot; compare by difference, the numbers wrap. */
  final int enqueued(int row) {
    return (int) (fields.getLong(row, TIMER) >>> LEVEL_BITS) << Integer.SIZE - NUMBER_BITS;
  }

  /** Bytes of all rows. */
  protected final long rowBytes() {
    return fields.bytes();
  }

  /** A long of the table's own, at an offset from {@link #OWN}. */
  protected final long ownLong(int row, int at) {
    return fields.getLong(row, at);
  }

  protected final void setOwnLong(int row, int at, long value) {
    fields.setLong(row, at, value);
  }

  /** An int of the table's own, at an offset from {@link #OWN}. */
  protected final int ownInt(int row, int at) {
    return fields.getInt(row, at);
  }

  protected final void setOwnInt(int row, int at, int value) {
    fields.setInt(row, at, value);
  }

  /** A row that is not in use, or -1 if there is no room for another. */
  protected final int newRow() {
    if (free != NONE) {
      int row = free;
      free = next(row);
      return row;
    }
    if (rows == RowIndex.MOST_ROWS) {
      return NONE;
    }
    int row = rows++;
    fields.growTo(rows);
    growTo(rows);
    return row;
  }

  /** Lets a row that has just become live run until its expiry. */
  protected final void start(int row, int newSequence, long delayNanos) {
    fields.setInt(row, SEQUENCE, newSequence);
    fields.setLong(row, TIMER, timer(delayNanos) | nextNumber());
    wheel.add(row);
  }

  protected final long now() {
    return expiries.now();
  }

  final int next(int row) {
    return fields.getInt(row, NEXT);
  }

  final void setNext(int row, int following) {
    fields.setInt(row, NEXT, following);
  }

  /** Nothing refers to a dead row any more. */
  final void release(int row) {
    setNext(row, free);
    free = row;
  }
}
