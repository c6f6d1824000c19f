package io.lvsim.capture;

/**
 * What a pcapng interface's stamps count (if_tsresol, if_tsoffset).
 *
 * @param resolution a negative power of ten, or of two if bit 7 is set
 * @param offsetSeconds to be added to every stamp, may be negative
 */
record TimestampUnit(int resolution, long offsetSeconds) {
  /** The default where an interface does not say. */
  static final int MICROSECONDS = 6;

  /** The answer for a stamp that nanoseconds in a long cannot tell, such as the year 2300. */
  static final long DOES_NOT_FIT = Long.MAX_VALUE;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;
  private static final int LONG_DIGITS = 19;

  /** Nanoseconds since 1970, or {@link #DOES_NOT_FIT}. A stamp is an unsigned number. */
  long toNanos(long stamp) {
    try {
      long nanos = (resolution & 0x80) == 0 ? decimal(stamp) : binary(stamp);
      return Math.addExact(nanos, Math.multiplyExact(offsetSeconds, NANOS_PER_SECOND));
    } catch (ArithmeticException e) {
      return DOES_NOT_FIT;
    }
  }

  private long decimal(long stamp) {
    if (resolution > NANO_DIGITS) {
      int digits = resolution - NANO_DIGITS;
      return digits > LONG_DIGITS ? 0 : Long.divideUnsigned(stamp, powerOfTen(digits));
    }
    return Math.multiplyExact(signed(stamp), powerOfTen(NANO_DIGITS - resolution));
  }

  /** As an unsigned number; ten to the nineteenth does not fit a signed one. */
  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  private long binary(long stamp) {
    int bits = resolution & 0x7F;
    if (bits == 0) {
      return Math.multiplyExact(signed(stamp), NANOS_PER_SECOND);
    }
    if (bits >= Long.SIZE) {
      int over = Math.min(bits - Long.SIZE, Long.SIZE - 1);
      return Math.unsignedMultiplyHigh(stamp, NANOS_PER_SECOND) >>> over;
    }
    long seconds = stamp >>> bits;
    long fraction = stamp & (1L << bits) - 1;
    return Math.addExact(
        Math.multiplyExact(seconds, NANOS_PER_SECOND), shiftedProduct(fraction, bits));
  }

  /** fraction x 10^9 / 2^bits, in 128 bits; bits from 1 to 63. */
  private static long shiftedProduct(long fraction, int bits) {
    long high = Math.unsignedMultiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    return low >>> bits | high << Long.SIZE - bits;
  }

  private static long signed(long stamp) {
    if (stamp < 0) {
      throw new ArithmeticException("a stamp beyond 2^63");
    }
    return stamp;
  }
}
