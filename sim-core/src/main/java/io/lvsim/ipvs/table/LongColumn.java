package io.lvsim.ipvs.table;

import java.util.Arrays;

/**
 * One long for each row of a table. It grows by segments of 16,384 rows: growing copies no values,
 * and at most one segment is not yet used.
 */
public final class LongColumn {
  static final int BITS = 14;
  static final int SEGMENT = 1 << BITS;
  private static final int MASK = SEGMENT - 1;

  private long[][] segments = {};

  /** The value of a row that {@link #growTo} has made room for. */
  public long get(int row) {
    return segments[row >>> BITS][row & MASK];
  }

  /** Sets the value of a row that {@link #growTo} has made room for. */
  public void set(int row, long value) {
    segments[row >>> BITS][row & MASK] = value;
  }

  /** Makes room for so many rows; never shrinks. */
  public void growTo(int rows) {
    int wanted = (rows + MASK) >>> BITS;
    int have = segments.length;
    if (wanted > have) {
      segments = Arrays.copyOf(segments, wanted);
      for (int i = have; i < wanted; i++) {
        segments[i] = new long[SEGMENT];
      }
    }
  }

  /** Bytes in the segments. */
  public long bytes() {
    return (long) segments.length * SEGMENT * Long.BYTES;
  }
}
