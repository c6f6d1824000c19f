package io.lvsim.capture;

/**
 * What a pcapng interface's stamps count (if_tsresol, if_tsoffset).
 *
 * @param resolution a negative power of ten, or of two if bit 7 is set
 * @param offsetSeconds to be added to every stamp
 */
record TimestampUnit(int resolution, long offsetSeconds) {
  /** The default where an interface does not say. */
  static final int MICROSECONDS = 6;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Nanoseconds since 1970; negative if they do not fit. */
  long toNanos(long stamp) {
    if (stamp < 0) {
      return -1;
    }
    long nanos = (resolution & 0x80) == 0 ? decimal(stamp) : binary(stamp);
    if (nanos < 0) {
      return -1;
    }
    try {
      return Math.addExact(nanos, Math.multiplyExact(offsetSeconds, NANOS_PER_SECOND));
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private long decimal(long stamp) {
    long scaled = stamp;
    for (int power = resolution; power < 9; power++) {
      if (scaled > Long.MAX_VALUE / 10) {
        return -1;
      }
      scaled *= 10;
    }
    for (int power = resolution; power > 9; power--) {
      scaled /= 10;
    }
    return scaled;
  }

  private long binary(long stamp) {
    int bits = Math.min(resolution & 0x7F, 63);
    long seconds = stamp >>> bits;
    long fraction = stamp & (1L << bits) - 1;
    if (seconds > Long.MAX_VALUE / NANOS_PER_SECOND - 1) {
      return -1;
    }
    return seconds * NANOS_PER_SECOND + shiftedProduct(fraction, bits);
  }

  /** fraction x 10^9 / 2^bits, in 128 bits. */
  private static long shiftedProduct(long fraction, int bits) {
    long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    return bits == 0 ? 0 : low >>> bits | high << 64 - bits;
  }
}
