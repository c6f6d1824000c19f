package io.lvsim.report.chart;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts over time, in the bins of a scale, by name. */
final class Bins {
  private static final int ROWS_MAX = 60;

  private final TimeScale scale;
  private final Map<String, Map<TimeScale.Bin, Long>> counts = new TreeMap<>();

  Bins(TimeScale scale) {
    this.scale = scale;
  }

  void add(String name, long atNanos) {
    counts
        .computeIfAbsent(name, key -> new TreeMap<>(comparingLong(TimeScale.Bin::fromNanos)))
        .merge(scale.bin(atNanos), 1L, Long::sum);
  }

  /** The counts of a name; empty if there are none. */
  ChartData.Layer layer(String name, ChartData.Meaning meaning) {
    Map<TimeScale.Bin, Long> bins = counts.getOrDefault(name, Map.of());
    long[] at = new long[bins.size()];
    long[] values = new long[bins.size()];
    int i = 0;
    for (Map.Entry<TimeScale.Bin, Long> bin : bins.entrySet()) {
      at[i] = bin.getKey().fromNanos();
      values[i++] = bin.getValue();
    }
    return new ChartData.Layer(meaning, at, values);
  }

  /** A row for each span of time in which something was counted. */
  ChartTable table(Map<String, ChartTable.Column> columnsByName) {
    TreeSet<TimeScale.Bin> rows = new TreeSet<>(comparingLong(TimeScale.Bin::fromNanos));
    counts.values().forEach(bins -> rows.addAll(bins.keySet()));
    List<List<String>> read = new ArrayList<>();
    for (TimeScale.Bin bin : rows) {
      if (read.size() == ROWS_MAX) {
        break;
      }
      List<String> row = new ArrayList<>();
      row.add(Seconds.of(bin.fromNanos()) + " - " + Seconds.of(bin.untilNanos()));
      for (String name : columnsByName.keySet()) {
        row.add(String.valueOf(counts.getOrDefault(name, Map.of()).getOrDefault(bin, 0L)));
      }
      read.add(row);
    }
    List<ChartTable.Column> columns = new ArrayList<>();
    columns.add(ChartTable.Column.text("seconds"));
    columns.addAll(new LinkedHashMap<>(columnsByName).values());
    return new ChartTable(columns, read, rows.size() - read.size());
  }
}
