package io.lvsim.command.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters in nine columns. */
class ColumnsTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "0,        0",
        "99999999, 99999999",
        "100000000,  100000K",
        "999999999,  999999K",
        "1000000000,    1000M",
        "99999999999,   99999M",
        "100000000000,     100G",
        "99999999999999,   99999G",
        "100000000000000,     100T"
      })
  void longCountersAreShortened(long value, String shown) {
    assertThat(Columns.large(value, false)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "0,        0",
        "99999999, 99999999",
        "100000000, 100000000",
        "12345678901234, 12345678901234"
      })
  void exactCountersAreNot(long value, String shown) {
    assertThat(Columns.large(value, true)).isEqualTo(shown);
  }
}
