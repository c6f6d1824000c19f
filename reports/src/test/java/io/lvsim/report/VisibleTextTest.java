package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that is shown can steer a terminal. */
class VisibleTextTest {
  @ParameterizedTest
  @CsvSource({
    "'plain, größer, 日本', 'plain, größer, 日本'",
    "'\033[31mred', '\\x1b[31mred'",
    "'bell\007 del\177', 'bell\\x07 del\\x7f'",
    "'\u009b31m', '\\x9b31m'",
    "'turned \u202eround', 'turned \\u202eround'",
    "'line\u2028apart', 'line\\u2028apart'",
  })
  void controlsAreShownEscaped(String text, String visible) {
    assertThat(VisibleText.of(text)).isEqualTo(visible);
    assertThat(new VisibleText().next(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(visible);
  }

  @Test
  void linesAndTabsStayUnlessTheTextMustStayOnItsLine() {
    assertThat(VisibleText.of("a\tb\nc")).isEqualTo("a\tb\nc");
    assertThat(VisibleText.lineOf("a\tb\nc\r")).isEqualTo("a\\tb\\nc\\x0d");
  }

  @Test
  void charactersCutApartComeWhole() {
    byte[] bytes = "größer – 日本 😀".getBytes(StandardCharsets.UTF_8);
    VisibleText text = new VisibleText();
    StringBuilder shown = new StringBuilder();
    for (byte b : bytes) {
      shown.append(text.next(new byte[] {b}));
    }
    assertThat(shown.append(text.end())).hasToString("größer – 日本 😀");
  }

  @Test
  void bytesThatAreNotTextAreShownInHexadecimal() {
    VisibleText text = new VisibleText();
    assertThat(text.next(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3})).isEqualTo("a\\xffb");
    assertThat(text.end()).isEqualTo("\\xc3");
  }

  @Test
  void anyBytesGiveHarmlessText() {
    Random random = new Random(3);
    VisibleText text = new VisibleText();
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(50)];
      random.nextBytes(bytes);
      String shown = text.next(bytes) + (random.nextBoolean() ? text.end() : "");
      assertThat(shown).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]");
    }
  }
}
