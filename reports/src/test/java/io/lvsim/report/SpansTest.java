package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Virtual time as text. */
class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000000000, 0 ns",
    "672, 0.000000672, 672 ns",
    "10672, 0.000010672, 10.672 us",
    "1500000, 0.001500000, 1.5 ms",
    "20000000000, 20.000000000, 20 s",
    "90000000001, 90.000000001, 90.000000001 s",
  })
  void instantsAlignAndSpansAreShort(long nanos, String instant, String span) {
    assertThat(Spans.instant(nanos)).isEqualTo(instant);
    assertThat(Spans.span(nanos)).isEqualTo(span);
  }
}
