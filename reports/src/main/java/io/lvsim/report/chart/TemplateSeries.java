package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Strip;
import io.lvsim.report.story.Happening;
import io.lvsim.report.story.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many persistence templates each director holds. */
final class TemplateSeries implements Series {
  private final TimeScale scale;
  private final Levels levels;
  private final Set<String> alive = new LinkedHashSet<>();

  TemplateSeries(TimeScale scale) {
    this.scale = scale;
    levels = new Levels(scale);
  }

  @Override
  public void take(Happening happening) {
    if (!(happening instanceof Happening.Changed changed)
        || changed.table() != TableKind.TEMPLATE) {
      return;
    }
    String template = changed.node() + "\t" + changed.key();
    boolean differs = changed.value() == null ? alive.remove(template) : alive.add(template);
    if (differs) {
      levels.change(changed.node(), changed.atNanos(), changed.value() == null ? -1 : 1);
    }
  }

  @Override
  public Optional<Chart> chart() {
    List<String> names = levels.names();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Strip> strips = new ArrayList<>();
    Map<String, ChartTable.Column> columns = new LinkedHashMap<>();
    for (String name : names) {
      strips.add(new Strip(name, List.of(levels.layer(name, Meaning.DIRECTOR))));
      columns.put(name, new ChartTable.Column("templates", name, true));
    }
    return Optional.of(
        new Chart(
            ChartKind.TEMPLATES,
            new ChartData.Strips(scale, false, strips),
            levels.table(columns)));
  }
}
