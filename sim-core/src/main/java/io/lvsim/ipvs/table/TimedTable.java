package io.lvsim.ipvs.table;

import io.lvsim.engine.Simulation;

/**
 * Rows that expire. A row is a number; what it holds lies in columns. A row's life: {@link
 * #newRow}, {@link #restart} any number of times, then {@link #expire} says that it ends, or its
 * owner ends it earlier by making {@link #isLive} false.
 */
public abstract class TimedTable {
  private static final int NONE = -1;

  private final Simulation simulation;
  private final ExpiryWheel wheel;
  private final LongColumn expiresAtNanos = new LongColumn();
  private final IntColumn next = new IntColumn();
  private final IntColumn sequence = new IntColumn();
  private int rows;
  private int free = NONE;

  protected TimedTable(Simulation simulation) {
    this.simulation = simulation;
    this.wheel = new ExpiryWheel(simulation, this);
  }

  /** Whether a row is in use. */
  public abstract boolean isLive(int row);

  /**
   * The row's time is up.
   *
   * @return true if it stays, with a new expiry; false if it is no longer live
   */
  protected abstract boolean expire(int row);

  /** Makes room in the columns for so many rows. */
  protected abstract void growTo(int rows);

  /** Rows ever used: live ones are below it. */
  public final int rowsUsed() {
    return rows;
  }

  /** When a row expires, in nanoseconds of virtual time. */
  public final long expiresAtNanos(int row) {
    return expiresAtNanos.get(row);
  }

  /** Older rows have smaller numbers; compare by difference, the numbers wrap. */
  public final int sequence(int row) {
    return sequence.get(row);
  }

  /** Sets a row's expiry, earlier or later than it was; not in the past. */
  public final void restart(int row, long atNanos) {
    long before = expiresAtNanos.get(row);
    expiresAtNanos.set(row, atNanos);
    wheel.moved(row, before);
  }

  /** Bytes in the columns that every table has. */
  protected final long timingBytes() {
    return expiresAtNanos.bytes() + next.bytes() + sequence.bytes();
  }

  /** A row that is not in use, or -1 if there is no room for another. */
  protected final int newRow() {
    if (free != NONE) {
      int row = free;
      free = next.get(row);
      return row;
    }
    if (rows == RowIndex.MOST_ROWS) {
      return NONE;
    }
    int row = rows++;
    expiresAtNanos.growTo(rows);
    next.growTo(rows);
    sequence.growTo(rows);
    growTo(rows);
    return row;
  }

  /** Lets a row that has just become live run until its expiry. */
  protected final void start(int row, int newSequence, long atNanos) {
    sequence.set(row, newSequence);
    expiresAtNanos.set(row, atNanos);
    wheel.add(row);
  }

  protected final long now() {
    return simulation.now();
  }

  final int next(int row) {
    return next.get(row);
  }

  final void setNext(int row, int following) {
    next.set(row, following);
  }

  /** Nothing refers to a dead row any more. */
  final void release(int row) {
    next.set(row, free);
    free = row;
  }
}
