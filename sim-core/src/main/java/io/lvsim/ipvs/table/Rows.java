package io.lvsim.ipvs.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The rows of a table, each so many bytes next to each other, so that a row that is not in the
 * processor's cache is fetched at once. It grows by segments of 16,384 rows: growing copies no
 * values, and at most one segment is not yet used.
 */
final class Rows {
  private static final int BITS = LongColumn.BITS;
  private static final int MASK = LongColumn.SEGMENT - 1;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final int rowBytes;
  private byte[][] segments = {};

  /** No rows yet. */
  Rows(int rowBytes) {
    this.rowBytes = rowBytes;
  }

  /** The long at an offset in a row that {@link #growTo} has made room for. */
  long getLong(int row, int at) {
    return (long) LONG.get(segments[row >>> BITS], (row & MASK) * rowBytes + at);
  }

  void setLong(int row, int at, long value) {
    LONG.set(segments[row >>> BITS], (row & MASK) * rowBytes + at, value);
  }

  /** The int at an offset in a row. */
  int getInt(int row, int at) {
    return (int) INT.get(segments[row >>> BITS], (row & MASK) * rowBytes + at);
  }

  void setInt(int row, int at, int value) {
    INT.set(segments[row >>> BITS], (row & MASK) * rowBytes + at, value);
  }

  /** Makes room for so many rows; never shrinks. */
  void growTo(int rows) {
    int wanted = (rows + MASK) >>> BITS;
    int have = segments.length;
    if (wanted > have) {
      segments = Arrays.copyOf(segments, wanted);
      for (int i = have; i < wanted; i++) {
        segments[i] = new byte[LongColumn.SEGMENT * rowBytes];
      }
    }
  }

  /** Bytes in the segments. */
  long bytes() {
    return (long) segments.length * LongColumn.SEGMENT * rowBytes;
  }
}
