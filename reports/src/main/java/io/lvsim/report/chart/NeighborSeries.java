package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Row;
import io.lvsim.report.chart.ChartData.Span;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which MAC each neighbour cache held for a virtual address, and when. A cache is poisoned while
 * that MAC is not a director's.
 */
final class NeighborSeries implements Series {
  private static final int ROWS_MAX = 40;
  private static final int SPANS_MAX = 300;

  /** What an entry holds, and since when. */
  private record Held(long sinceNanos, String mac) {}

  private final LabFacts facts;
  private final TimeScale scale;
  private final long untilNanos;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Map<String, List<Span>> spans = new LinkedHashMap<>();
  private final List<List<String>> rows = new ArrayList<>();
  private int left;

  NeighborSeries(LabFacts facts, TimeScale scale, long untilNanos) {
    this.facts = facts;
    this.scale = scale;
    this.untilNanos = untilNanos;
  }

  @Override
  public void take(Happening happening) {
    if (!(happening instanceof Happening.Changed changed)
        || changed.table() != TableKind.NEIGHBOR
        || !facts.isVirtual(LabFacts.addressOf(changed.key()))) {
      return;
    }
    String value = changed.value();
    String mac = value == null ? "" : value.split("\t", 2)[0];
    String entry = changed.node() + "\t" + changed.key();
    Held before = held.get(entry);
    if (before != null && before.mac().equals(mac)) {
      return;
    }
    held.remove(entry);
    if (before != null) {
      end(entry, before, changed.atNanos());
    }
    if (!mac.isEmpty()) {
      held.put(entry, new Held(changed.atNanos(), mac));
    }
  }

  private void end(String entry, Held was, long atNanos) {
    String owner = facts.ownerOf(LabFacts.mac(was.mac()));
    boolean poisoned = owner == null || !facts.isDirector(owner);
    if (rows.size() >= SPANS_MAX || !(spans.containsKey(entry) || spans.size() < ROWS_MAX)) {
      left++;
      return;
    }
    Meaning meaning = poisoned ? Meaning.WRONG : Meaning.DIRECTOR;
    String label = owner == null ? was.mac() : owner;
    spans
        .computeIfAbsent(entry, key -> new ArrayList<>())
        .add(new Span(was.sinceNanos(), atNanos, label, meaning));
    String[] parts = entry.split("\t", 2);
    rows.add(
        List.of(
            parts[0],
            parts[1],
            Seconds.of(was.sinceNanos()),
            Seconds.of(atNanos),
            was.mac(),
            owner == null ? "" : owner,
            poisoned ? "yes" : "no"));
  }

  @Override
  public Optional<Chart> chart() {
    new LinkedHashMap<>(held).forEach((entry, last) -> end(entry, last, untilNanos));
    held.clear();
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    List<Row> drawn = new ArrayList<>();
    spans.forEach((entry, inRow) -> drawn.add(new Row(nameOf(entry), inRow)));
    ChartTable table =
        new ChartTable(
            List.of(
                ChartTable.Column.text("host"),
                ChartTable.Column.text("entry"),
                ChartTable.Column.number("from"),
                ChartTable.Column.number("until"),
                ChartTable.Column.text("mac"),
                ChartTable.Column.text("whose"),
                ChartTable.Column.text("poisoned")),
            rows,
            left);
    return Optional.of(new Chart(ChartKind.NEIGHBORS, new ChartData.Spans(scale, drawn), table));
  }

  /** {@code client1 192.168.2.188} of {@code client1 TAB 192.168.2.188 eth0}. */
  private static String nameOf(String entry) {
    String[] parts = entry.split("\t", 2);
    return parts[0] + "  " + LabFacts.addressOf(parts[1]);
  }
}
