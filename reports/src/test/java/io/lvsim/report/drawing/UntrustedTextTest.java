package io.lvsim.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lvsim.report.Ink;
import io.lvsim.report.chart.ChartDrawing;
import io.lvsim.report.chart.StoryCharts;
import io.lvsim.report.ladder.Ladder;
import io.lvsim.report.ladder.LadderDrawing;
import io.lvsim.report.ladder.LadderFilter;
import io.lvsim.report.ladder.LadderText;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryJson;
import io.lvsim.report.story.StoryReader;
import io.lvsim.report.topology.LabView;
import io.lvsim.report.topology.TopologyDrawing;
import io.lvsim.report.topology.TopologyText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Names from a run are shown as text, whatever they are. */
class UntrustedTextTest {
  private static final String NAME = "</text><script>alert(1)</script>\\u001b[2J\\u202e&amp;]]>";

  private Story story = RecordedRuns.of("article-arp-problem", 1);

  /** The same run, of machines with a hostile name. */
  @BeforeEach
  void rename() throws Exception {
    StringWriter json = new StringWriter();
    StoryJson.write(story, json);
    String hostile =
        json.toString()
            .replace("\"client1\"", "\"" + NAME + "\"")
            .replace("\"rs2\"", "\"" + NAME + "2\"")
            .replace("\"name\":\"The ARP problem", "\"name\":\"" + NAME);
    story = StoryReader.read(new StringReader(hostile));
  }

  @Test
  void drawingsHoldItAsText() throws Exception {
    assumeThat(Letters.arePresent()).as(Letters.HOW_TO).isTrue();
    List<Drawing> drawings = new ArrayList<>();
    StoryCharts.of(story).forEach(chart -> drawings.add(ChartDrawing.titled(chart, story.name())));
    drawings.add(new LadderDrawing(Ladder.of(story, new LadderFilter()), story.name()));
    drawings.add(new TopologyDrawing(new LabView(story, Long.MAX_VALUE), story.name()));
    for (Drawing drawing : drawings) {
      String svg = SvgFile.standalone(drawing);
      Document read =
          DocumentBuilderFactory.newDefaultNSInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(read.getElementsByTagName("script").getLength()).isZero();
      assertThat(svg).doesNotContain("\u001b", "\u202e");
      assertThat(texts(read)).anyMatch(text -> text.startsWith("</text><"));
      assertThat(SvgFile.standalone(drawing)).isEqualTo(svg);
    }
  }

  private static List<String> texts(Document document) {
    NodeList nodes = document.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void pixelsAreDrawnInBothThemes() throws Exception {
    assumeThat(Letters.arePresent()).as(Letters.HOW_TO).isTrue();
    Drawing drawing = new TopologyDrawing(new LabView(story, Long.MAX_VALUE), story.name());
    ByteArrayOutputStream light = new ByteArrayOutputStream();
    ByteArrayOutputStream dark = new ByteArrayOutputStream();
    PngFile.write(drawing, false, light);
    PngFile.write(drawing, true, dark);
    var image = javax.imageio.ImageIO.read(new ByteArrayInputStream(light.toByteArray()));
    assertThat(image.getWidth()).isEqualTo(2 * drawing.width());
    assertThat(image.getRGB(3, 3)).isEqualTo(0xFFFFFFFF);
    var other = javax.imageio.ImageIO.read(new ByteArrayInputStream(dark.toByteArray()));
    assertThat(other.getRGB(3, 3)).isEqualTo(0xFF1A1F29);
  }

  @Test
  void textOutputHoldsNothingThatATerminalObeys() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new LadderText(out, Ink.PLAIN, true).print(Ladder.of(story, new LadderFilter()));
    new TopologyText(out, Ink.PLAIN).print(new LabView(story, Long.MAX_VALUE));
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("</text><").doesNotContain("\u001b", "\u202e");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aMachineWithoutFontsIsFoundOut() {
    assertThat(Letters.probe(() -> {})).isTrue();
    for (Throwable thrown :
        List.of(
            new RuntimeException("Fontconfig head is null"),
            new InternalError("no fonts"),
            new NoClassDefFoundError("sun.font.SunFontManager"),
            new UnsatisfiedLinkError("libfreetype.so.6"))) {
      assertThat(Letters.probe(() -> UntrustedTextTest.<RuntimeException>sneak(thrown))).isFalse();
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
