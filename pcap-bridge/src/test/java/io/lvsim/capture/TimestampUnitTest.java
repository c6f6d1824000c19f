package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stamps of any unit, against arithmetic that never overflows. */
class TimestampUnitTest {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

  @Test
  void everyUnitIsExactOrSaidNotToFit() {
    Random random = new Random(3);
    int fitted = 0;
    for (int round = 0; round < 200_000; round++) {
      int resolution = random.nextInt(256);
      long stamp = random.nextLong() >>> random.nextInt(64);
      long offset = (random.nextLong() >> random.nextInt(64)) / 10;
      BigInteger exact = nanos(resolution, stamp).add(BigInteger.valueOf(offset).multiply(NANOS));
      long told = new TimestampUnit(resolution, offset).toNanos(stamp);
      if (told != TimestampUnit.DOES_NOT_FIT) {
        fitted++;
        assertThat(told)
            .as("%s %s %s", resolution, stamp, offset)
            .isEqualTo(exact.longValueExact());
      } else {
        assertThat(doesNotFit(resolution, stamp, offset, exact))
            .as("%s %s %s", resolution, stamp, offset)
            .isTrue();
      }
    }
    assertThat(fitted).isGreaterThan(50_000);
  }

  /** Also when only a part of the sum does not fit. */
  private static boolean doesNotFit(int resolution, long stamp, long offset, BigInteger exact) {
    return exact.bitLength() > 63
        || nanos(resolution, stamp).bitLength() > 63
        || BigInteger.valueOf(offset).multiply(NANOS).bitLength() > 63;
  }

  private static BigInteger nanos(int resolution, long stamp) {
    BigInteger count = new BigInteger(Long.toUnsignedString(stamp)).multiply(NANOS);
    int power = resolution & 0x7F;
    return (resolution & 0x80) == 0
        ? count.divide(BigInteger.TEN.pow(power))
        : count.shiftRight(power);
  }
}
