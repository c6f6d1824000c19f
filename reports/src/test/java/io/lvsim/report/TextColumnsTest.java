package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text in columns. */
class TextColumnsTest {
  @Test
  void wideLettersTakeTwoColumns() {
    assertThat(TextColumns.width("负载均衡 a")).isEqualTo(10);
    assertThat(TextColumns.cut("负载均衡", 5)).isEqualTo("负载~");
    assertThat(TextColumns.pad("负载", 6)).isEqualTo("负载  ");
    assertThat(TextColumns.cut("a\033[31m\nb", 20)).isEqualTo("a\\x1b[31m\\nb");
  }

  @Test
  void nothingIsEverTooWide() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String text =
          random
              .ints(random.nextInt(30), 0, 0x20000)
              .filter(point -> !(0xD800 <= point && point <= 0xDFFF))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      int columns = random.nextInt(40);
      assertThat(TextColumns.width(TextColumns.cut(text, columns))).isLessThanOrEqualTo(columns);
      assertThat(TextColumns.width(TextColumns.pad(text, columns))).isEqualTo(columns);
    }
  }
}
