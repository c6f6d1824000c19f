package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.TableKind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How many persistence templates each director holds. */
final class TemplateSeries implements Series {
  private final Levels levels;
  private final Set<String> alive = new LinkedHashSet<>();

  TemplateSeries(TimeScale scale) {
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
    return levels.chart(ChartKind.TEMPLATES, UnaryOperator.identity(), "templates");
  }
}
