package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.TableKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How many connections each director holds in each state. */
final class ConnectionSeries implements Series {
  private final Levels levels;
  private final Map<String, String> stateByFlow = new LinkedHashMap<>();
  private final TreeSet<String> directors = new TreeSet<>();

  ConnectionSeries(TimeScale scale) {
    levels = new Levels(scale);
  }

  @Override
  public void take(Happening happening) {
    if (!(happening instanceof Happening.Changed changed)
        || changed.table() != TableKind.CONNECTION) {
      return;
    }
    directors.add(changed.node());
    String flow = changed.node() + "\t" + changed.key();
    String value = changed.value();
    String before = stateByFlow.remove(flow);
    if (before != null) {
      levels.change(before, changed.atNanos(), -1);
    }
    if (value != null) {
      String[] columns = value.split("\t", -1);
      String name = changed.node() + "\t" + (columns.length > 1 ? columns[1] : "");
      stateByFlow.put(flow, name);
      levels.change(name, changed.atNanos(), 1);
    }
  }

  @Override
  public Optional<Chart> chart() {
    return levels.chart(ChartKind.CONNECTIONS, this::shown, "");
  }

  /** The director too, where there are several. */
  private String shown(String name) {
    String[] parts = name.split("\t", 2);
    return directors.size() > 1 ? parts[0] + " " + parts[1] : parts[1];
  }
}
