package io.lvsim.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.report.Json;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Text from elsewhere in each format: it stays text. */
class InertTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "::error::x|\\x3a:error::x",
        "  ::error::x|  \\x3a:error::x",
        "a::b|a::b",
        ":x|:x",
        "a ##[error]b|a ##\\x5berror]b",
        "#[a]|#[a]",
      })
  void logLinesGiveNoCommands(String text, String inert) {
    assertThat(LogLine.inert(text)).isEqualTo(inert);
    assertThat(LogLine.inert("a\n" + text + "\n")).isEqualTo("a\n" + inert + "\n");
  }

  @Test
  void emptyLinesStay() {
    assertThat(LogLine.inert("\n\na\n\n")).isEqualTo("\n\na\n\n");
    assertThat(LogLine.inert("")).isEmpty();
  }

  /** Any text at all, as XML's own parser reads it. */
  @Test
  void anyTextIsWellFormedXml() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      String text = anyText(random);
      String xml = "<a b=\"" + XmlText.attribute(text) + "\">" + XmlText.of(text) + "</a>";
      DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
      assertThat(xml).doesNotContain("[[ATTACHMENT|");
    }
  }

  @Test
  void anyTextComesBackFromJsonButHalvesOfCharacters() {
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      String text = anyText(random);
      StringWriter json = new StringWriter();
      try (JsonGenerator generator = Json.lines(json)) {
        generator.writeString(text);
      }
      assertThat(json.toString().codePoints().filter(c -> Character.getType(c) == Character.FORMAT))
          .isEmpty();
      try (JsonParser parser =
          new JsonFactory().createParser(ObjectReadContext.empty(), json.toString())) {
        parser.nextToken();
        assertThat(parser.getString()).isEqualTo(withoutHalves(text));
      }
    }
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  @Test
  void markdownFencesAreLongerThanAnyInThem() {
    assertThat(MarkdownText.block(List.of("a", "````", "b")))
        .isEqualTo("`````text\na\n````\nb\n`````\n");
    assertThat(MarkdownText.code("a|b <c> [d](http://e) www.f"))
        .isEqualTo("<code>a&#124;b &#60;c&#62; &#91;d&#93;(http&#58;//e) www&#46;f</code>");
  }

  /** Characters of all kinds, more than half of them with a meaning somewhere. */
  private static String anyText(Random random) {
    String special = "<>&\"'\u0000\u001b\r\n\t]]>[[ATTACHMENT|\uD800\uDC00\uFFFE\uFFFF\u202e\u009b";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(
          random.nextBoolean()
              ? special.charAt(random.nextInt(special.length()))
              : (char) random.nextInt(0x10000));
    }
    return text.append(random.nextInt(4) == 0 ? "[[ATTACHMENT|/etc/passwd]]" : "").toString();
  }
}
