package io.lvsim.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lvsim.report.Ink;
import io.lvsim.report.drawing.Letters;
import io.lvsim.report.drawing.SvgFile;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts as SVG and as text. */
class ChartDrawingTest {
  @ParameterizedTest
  @ValueSource(strings = {"article-arp-problem", "article-persistent", "two-directors-failover"})
  void theSameStoryGivesTheSameBytes(String scenario) {
    assumeThat(Letters.arePresent()).as(Letters.HOW_TO).isTrue();
    List<String> first = svgs(RecordedRuns.of(scenario, 1));
    assertThat(first).hasSizeGreaterThan(3);
    assertThat(svgs(RecordedRuns.of(scenario, 1))).isEqualTo(first);
    for (String svg : first) {
      assertThat(svg)
          .startsWith("<svg")
          .contains("var(--", "<text")
          .doesNotContain("rgb(1,2,", "<image", "base64");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"article-arp-problem", "article-persistent", "two-directors-failover"})
  void textFitsAHundredColumns(String scenario) {
    for (Chart chart : StoryCharts.of(RecordedRuns.of(scenario, 1))) {
      for (boolean boxes : new boolean[] {false, true}) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        new ChartText(out, Ink.PLAIN, boxes).print(chart);
        out.flush();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).allMatch(line -> line.length() <= 100).hasSizeGreaterThan(3);
        if (!boxes) {
          assertThat(text).matches("\\p{ASCII}*");
        }
      }
    }
  }

  @Test
  void sharesAreBarsWithALineWhereTheWeightsWouldHaveThem() {
    ChartData data =
        new ChartData.Shares(
            List.of(
                new ChartData.Share("\033[31mrs1<b>", 0.5, 0.25),
                new ChartData.Share("rs2", 0.5, 0.75)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ChartText(new PrintStream(bytes, true, StandardCharsets.UTF_8), Ink.PLAIN, false)
        .print(new Chart(ChartKind.SHARE, data, new ChartTable(List.of(), List.of(), 0)));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\\x1b[31mrs1<b>", "#############|########### ", "50.0 %  25.0 % due");
  }

  private static List<String> svgs(Story story) {
    return StoryCharts.of(story).stream()
        .map(chart -> SvgFile.forPage(ChartDrawing.untitled(chart), "x-"))
        .toList();
  }
}
