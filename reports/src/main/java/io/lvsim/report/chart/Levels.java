package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Layer;
import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Strip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Numbers that rise and fall over time, by name; what lasts no time at all is not kept. */
final class Levels {
  private static final int POINTS_MAX = 400;
  private static final int ROWS_MAX = 60;

  private final TimeScale scale;
  private final Map<String, TreeMap<Long, Long>> levels = new TreeMap<>();

  Levels(TimeScale scale) {
    this.scale = scale;
  }

  /** A level rises, or falls, by so much. */
  void change(String name, long atNanos, long by) {
    TreeMap<Long, Long> points = levels.computeIfAbsent(name, key -> new TreeMap<>());
    long before = points.isEmpty() ? 0 : points.lastEntry().getValue();
    points.put(atNanos, before + by);
  }

  /** The names whose level was not always 0. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    levels.forEach((name, points) -> {
      if (points.values().stream().anyMatch(value -> value != 0)) {
        names.add(name);
      }
    });
    return names;
  }

  private TreeMap<Long, Long> points(String name) {
    return levels.getOrDefault(name, new TreeMap<>());
  }

  private long at(String name, long nanos) {
    Map.Entry<Long, Long> point = points(name).floorEntry(nanos);
    return point == null ? 0 : point.getValue();
  }

  /**
   * A strip for each name, and a table; nothing if every level was always 0.
   *
   * @param shown what a strip of a name is called
   * @param word heads the table's columns; may be empty
   */
  Optional<Chart> chart(ChartKind kind, UnaryOperator<String> shown, String word) {
    List<String> names = names();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Strip> strips = new ArrayList<>();
    Map<String, ChartTable.Column> columns = new LinkedHashMap<>();
    for (String name : names) {
      strips.add(new Strip(shown.apply(name), List.of(layer(name, Meaning.DIRECTOR))));
      columns.put(name, new ChartTable.Column(word, shown.apply(name), true));
    }
    return Optional.of(new Chart(kind, new ChartData.Strips(scale, false, strips), table(columns)));
  }

  /** The level over time; of many points the highest of each small span of time. */
  Layer layer(String name, Meaning meaning) {
    TreeMap<Long, Long> points = thinned(points(name));
    return new Layer(
        meaning,
        points.keySet().stream().mapToLong(at -> at).toArray(),
        points.values().stream().mapToLong(value -> value).toArray());
  }

  private TreeMap<Long, Long> thinned(TreeMap<Long, Long> points) {
    if (points.size() <= POINTS_MAX) {
      return points;
    }
    TreeMap<Integer, Long> places = new TreeMap<>();
    TreeMap<Long, Long> highest = new TreeMap<>();
    points.forEach((at, value) -> {
      int place = (int) (scale.x(at) * POINTS_MAX);
      long first = places.computeIfAbsent(place, key -> at);
      highest.merge(first, value, Math::max);
    });
    highest.put(points.lastKey(), points.lastEntry().getValue());
    return highest;
  }

  /** The levels at each instant at which one changed; of many instants, at even distances. */
  private ChartTable table(Map<String, ChartTable.Column> columnsByName) {
    TreeMap<Long, Boolean> changed = new TreeMap<>();
    columnsByName
        .keySet()
        .forEach(name -> points(name).keySet().forEach(at -> changed.put(at, true)));
    List<Long> instants = new ArrayList<>(changed.keySet());
    List<Long> shown = instants.size() <= ROWS_MAX ? instants : atBins(instants);
    List<List<String>> rows = new ArrayList<>();
    for (long at : shown) {
      List<String> row = new ArrayList<>();
      row.add(Seconds.of(at));
      columnsByName.keySet().forEach(name -> row.add(String.valueOf(at(name, at))));
      rows.add(row);
    }
    List<ChartTable.Column> columns = new ArrayList<>();
    columns.add(ChartTable.Column.number("second"));
    columns.addAll(columnsByName.values());
    return new ChartTable(columns, rows, Math.max(0, instants.size() - rows.size()));
  }

  /** The first instant of each bin. */
  private List<Long> atBins(List<Long> instants) {
    TreeMap<Long, Long> firsts = new TreeMap<>();
    instants.forEach(at -> firsts.putIfAbsent(scale.bin(at).fromNanos(), at));
    return List.copyOf(firsts.values());
  }
}
