package io.lvsim.ipvs.table;

import java.util.Arrays;

/** One int for each row of a table; grows like {@link LongColumn}. */
public final class IntColumn {
  private static final int BITS = LongColumn.BITS;
  private static final int MASK = LongColumn.SEGMENT - 1;

  private int[][] segments = {};

  /** The value of a row that {@link #growTo} has made room for. */
  public int get(int row) {
    return segments[row >>> BITS][row & MASK];
  }

  /** Sets the value of a row that {@link #growTo} has made room for. */
  public void set(int row, int value) {
    segments[row >>> BITS][row & MASK] = value;
  }

  /** Makes room for so many rows; never shrinks. */
  public void growTo(int rows) {
    int wanted = (rows + MASK) >>> BITS;
    int have = segments.length;
    if (wanted > have) {
      segments = Arrays.copyOf(segments, wanted);
      for (int i = have; i < wanted; i++) {
        segments[i] = new int[LongColumn.SEGMENT];
      }
    }
  }

  /** Bytes in the segments. */
  public long bytes() {
    return (long) segments.length * LongColumn.SEGMENT * Integer.BYTES;
  }
}
