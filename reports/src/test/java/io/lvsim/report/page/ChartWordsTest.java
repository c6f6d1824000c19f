package io.lvsim.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lvsim.report.chart.Chart;
import io.lvsim.report.chart.ChartDrawing;
import io.lvsim.report.chart.ChartKind;
import io.lvsim.report.chart.StoryCharts;
import io.lvsim.report.drawing.Letters;
import io.lvsim.report.drawing.SvgFile;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word of a chart is known to the page, in English and in Chinese. */
class ChartWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"article-arp-problem", "article-persistent", "article-wrr", "article-port0"})
  void thePageKnowsThem(String scenario) {
    assumeThat(Letters.arePresent()).as(Letters.HOW_TO).isTrue();
    Story story = RecordedRuns.of(scenario, 1);
    TreeSet<String> words = new TreeSet<>();
    for (ChartKind kind : ChartKind.values()) {
      words.add("chart_" + kind.word());
    }
    for (Chart chart : StoryCharts.of(story)) {
      chart.table().columns().stream()
          .filter(column -> !column.key().isEmpty())
          .forEach(column -> words.add("col_" + column.key()));
      Pattern.compile("data-w=\"([^\"]*)\"")
          .matcher(SvgFile.forPage(ChartDrawing.untitled(chart), ""))
          .results()
          .forEach(found -> words.add(found.group(1)));
    }
    assertThat(words).hasSizeGreaterThan(20);
    String scripts = PageResource.scripts();
    for (String word : words) {
      assertThat(scripts)
          .containsPattern("(?m)^  " + word + ": \\[\\s*(['\"]).*\\1,\\s*(['\"]).*\\2\\],");
    }
  }
}
