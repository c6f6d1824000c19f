package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What --at takes. */
class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "2s, 2000000000, 3000000000",
    "2, 2000000000, 3000000000",
    "1.5s..2500ms, 1500000000, 2500000000",
    "10us..1m, 10000, 60000000000",
    "0..1ns, 0, 1",
  })
  void spans(String text, long from, long until) throws BadInput {
    assertThat(TimeSpan.parse(text)).isEqualTo(new TimeSpan(from, until));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "2h", "-1s", "2s..1s", "2s..", "1s..2s..3s", "99999999999s"})
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> TimeSpan.parse(text))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("--at " + text);
  }
}
