package io.lvsim.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Row;
import io.lvsim.report.chart.ChartData.Span;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.RecordedRuns;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.TableKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the charts of runs show, against what is known of those runs. */
class StoryChartsTest {
  private static final Story POISONED = RecordedRuns.of("article-arp-problem", 1);
  private static final Story WRR = RecordedRuns.of("article-wrr", 1);
  private static final Story PERSISTENT = RecordedRuns.of("article-persistent", 1);

  @Test
  void requestsAreSharedByWeight() {
    Chart share = chart(WRR, ChartKind.SHARE);
    List<List<String>> rows = share.table().rows();
    assertThat(rows).extracting(row -> row.get(0)).containsExactly("rs1", "rs2");
    assertThat(rows).extracting(row -> row.get(1)).containsExactly("2", "3");
    assertThat(rows).extracting(row -> row.get(3)).containsExactly("40.0 %", "60.0 %");
    assertThat(rows).extracting(row -> row.get(4)).containsExactly("40.0 %", "60.0 %");
  }

  /** Every request that the director schedules is told by a decision, too. */
  @Test
  void requestsAreThoseThatTheDirectorPassedOn() {
    long made =
        WRR.happenings().stream()
            .filter(
                h -> h instanceof Happening.Decided d && d.code().equals("ipvs-connection-made"))
            .count();
    assertThat(made).isPositive();
    assertThat(sum(chart(WRR, ChartKind.REQUESTS))).isEqualTo(made);
    assertThat(charts(WRR)).doesNotContain(ChartKind.BYPASSED, ChartKind.TEMPLATES);
  }

  @Test
  void requestsThatWentRoundTheDirectorStandApart() {
    Chart requests = chart(POISONED, ChartKind.REQUESTS);
    assertThat(requests.table().columns())
        .extracting(ChartTable.Column::heading)
        .containsExactly("seconds", "rs2 requests", "rs2 round");
    ChartData.Strips strips = (ChartData.Strips) requests.data();
    assertThat(strips.strips()).hasSize(1);
    assertThat(strips.strips().getFirst().layers())
        .extracting(ChartData.Layer::meaning)
        .containsExactly(Meaning.SERVER, Meaning.WRONG);
    assertThat(sum(requests, 2)).isEqualTo(4);
  }

  @Test
  void aPoisonedCacheIsSeenFromItsFirstToItsLastMoment() {
    ChartData.Spans spans = (ChartData.Spans) chart(POISONED, ChartKind.NEIGHBORS).data();
    Row client =
        spans.rows().stream().filter(r -> r.name().startsWith("client1 ")).findFirst().get();
    Span poisoned = client.spans().getFirst();
    assertThat(poisoned.label()).isEqualTo("rs2");
    assertThat(poisoned.meaning()).isEqualTo(Meaning.WRONG);
    Happening.Changed first =
        changes(POISONED, "client1", "192.168.2.188 eth0").stream()
            .filter(c -> c.value() != null && c.value().startsWith("02:00:00:00:01:92"))
            .findFirst()
            .get();
    assertThat(poisoned.fromNanos()).isEqualTo(first.atNanos());
    for (Row row : spans.rows()) {
      for (int i = 1; i < row.spans().size(); i++) {
        assertThat(row.spans().get(i).fromNanos())
            .isGreaterThanOrEqualTo(row.spans().get(i - 1).untilNanos());
      }
    }
  }

  @Test
  void levelsEndWhereTheTablesEnd() {
    ChartTable templates = chart(PERSISTENT, ChartKind.TEMPLATES).table();
    assertThat(templates.rows()).extracting(row -> row.get(1)).startsWith("1", "2", "0");
    assertThat(templates.rows()).extracting(row -> row.get(0)).contains("143.36");
    ChartTable connections = chart(PERSISTENT, ChartKind.CONNECTIONS).table();
    assertThat(connections.columns()).extracting(ChartTable.Column::heading).contains("FIN_WAIT");
  }

  @Test
  void waitingTimesArePercentilesOfWhatClientsSaw() {
    ChartTable table = chart(WRR, ChartKind.LATENCY).table();
    assertThat(table.rows())
        .extracting(row -> row.get(0))
        .containsExactly("handshake", "first_byte");
    for (List<String> row : table.rows()) {
      for (int i = 3; i < row.size(); i++) {
        assertThat(Double.parseDouble(row.get(i)))
            .isPositive()
            .isGreaterThanOrEqualTo(Double.parseDouble(row.get(i - 1 > 2 ? i - 1 : i)));
      }
    }
  }

  @Test
  void aRunWithoutAVirtualAddressHasNoCharts() {
    assertThat(StoryCharts.of(RecordedRuns.of("conformance-arp-filter", 1))).isEmpty();
  }

  private static List<Happening.Changed> changes(Story story, String node, String key) {
    return story.happenings().stream()
        .filter(h -> h instanceof Happening.Changed)
        .map(h -> (Happening.Changed) h)
        .filter(c -> c.table() == TableKind.NEIGHBOR)
        .filter(c -> c.node().equals(node) && c.key().equals(key))
        .toList();
  }

  private static List<ChartKind> charts(Story story) {
    return StoryCharts.of(story).stream().map(Chart::kind).toList();
  }

  private static Chart chart(Story story, ChartKind kind) {
    Optional<Chart> found =
        StoryCharts.of(story).stream().filter(c -> c.kind() == kind).findFirst();
    assertThat(found).as(kind.word()).isPresent();
    return found.get();
  }

  private static long sum(Chart chart) {
    long sum = 0;
    for (int i = 1; i < chart.table().columns().size(); i++) {
      sum += sum(chart, i);
    }
    return sum;
  }

  private static long sum(Chart chart, int column) {
    return chart.table().rows().stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
  }
}
