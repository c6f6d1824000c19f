package io.lvsim.ipvs.table;

import java.util.Arrays;

/**
 * The rows of a table, each so many longs next to each other, so that a row that is not in the
 * processor's cache is fetched at once. It grows by segments of 16,384 rows: growing copies no
 * values, and at most one segment is not yet used.
 */
final class Rows {
  private static final int BITS = LongColumn.BITS;
  private static final int MASK = LongColumn.SEGMENT - 1;

  private final int shift;
  private long[][] segments = {};

  /**
   * No rows yet.
   *
   * @param longs of each row: a power of two
   */
  Rows(int longs) {
    if (Integer.bitCount(longs) != 1) {
      throw new IllegalArgumentException(longs + " is not a power of two");
    }
    shift = Integer.numberOfTrailingZeros(longs);
  }

  /** A field of a row that {@link #growTo} has made room for. */
  long get(int row, int field) {
    return segments[row >>> BITS][((row & MASK) << shift) + field];
  }

  /** Sets a field of a row that {@link #growTo} has made room for. */
  void set(int row, int field, long value) {
    segments[row >>> BITS][((row & MASK) << shift) + field] = value;
  }

  /** The upper half of a field. */
  int high(int row, int field) {
    return (int) (get(row, field) >>> Integer.SIZE);
  }

  /** The lower half of a field. */
  int low(int row, int field) {
    return (int) get(row, field);
  }

  void setHigh(int row, int field, int value) {
    set(row, field, (long) value << Integer.SIZE | get(row, field) & 0xFFFF_FFFFL);
  }

  void setLow(int row, int field, int value) {
    set(row, field, get(row, field) & ~0xFFFF_FFFFL | value & 0xFFFF_FFFFL);
  }

  /** Makes room for so many rows; never shrinks. */
  void growTo(int rows) {
    int wanted = (rows + MASK) >>> BITS;
    int have = segments.length;
    if (wanted > have) {
      segments = Arrays.copyOf(segments, wanted);
      for (int i = have; i < wanted; i++) {
        segments[i] = new long[LongColumn.SEGMENT << shift];
      }
    }
  }

  /** Bytes in the segments. */
  long bytes() {
    return (long) segments.length * (LongColumn.SEGMENT << shift) * Long.BYTES;
  }
}
