package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Layer;
import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Strip;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Strips, one above the other, all to one scale. */
final class StripsBody implements ChartDrawing.Body {
  static final int STRIPS_MAX = 24;
  private static final int STRIP = 54;
  private static final int GAP = 10;

  /** How wide a column is at least, as a part of the axis. */
  private static final double LEAST = 0.006;

  private static final int AXIS = 22;
  private static final int BELOW = 26;

  private final ChartData.Strips data;
  private final List<Strip> strips;
  private final long highest;

  StripsBody(ChartData.Strips data) {
    this.data = data;
    strips = data.strips().subList(0, Math.min(STRIPS_MAX, data.strips().size()));
    highest = strips.stream().mapToLong(this::highest).max().orElse(1);
  }

  private long highest(Strip strip) {
    Map<Long, Long> sums = new TreeMap<>();
    for (Layer layer : strip.layers()) {
      for (int i = 0; i < layer.values().length; i++) {
        sums.merge(layer.atNanos()[i], layer.values()[i], Long::sum);
      }
    }
    return sums.values().stream().mapToLong(each -> each).max().orElse(1);
  }

  @Override
  public int height() {
    return 10 + strips.size() * (STRIP + GAP) - GAP + AXIS + BELOW;
  }

  @Override
  public void draw(Graphics2D g, Pen pen, int top) {
    for (int i = 0; i < strips.size(); i++) {
      boolean last = i == strips.size() - 1;
      XYPlot plot = plot(strips.get(i), pen, last);
      int y = top + 10 + i * (STRIP + GAP);
      Rectangle2D area =
          Plots.draw(g, plot, y, ChartDrawing.WIDTH, STRIP + (last ? AXIS : GAP)).getDataArea();
      Plots.name(g, pen, strips.get(i).name(), area.getCenterY(), Plots.LEFT - 62);
    }
    Plots.timeWord(g, pen, data.scale(), top + height() - 8);
    if (strips.size() < data.strips().size()) {
      g.drawString(pen.word("more in the table"), ChartDrawing.WIDTH / 2, top + height() - 8);
    }
  }

  private XYPlot plot(Strip strip, Pen pen, boolean last) {
    NumberAxis range = new NumberAxis();
    range.setRange(0, highest * 1.12);
    range.setTickUnit(new NumberTickUnit(Math.max(1, highest), Plots.format("0")));
    range.setTickMarksVisible(false);
    range.setAxisLineVisible(false);
    Plots.dress(range, pen);
    TickedAxis time = Plots.time(pen, data.scale());
    time.setTickLabelsVisible(last);
    time.setTickMarksVisible(last);
    time.setAxisLineVisible(false);
    XYPlot plot = new XYPlot(null, time, range, null);
    Plots.dress(plot, pen);
    plot.setFixedRangeAxisSpace(Plots.left(Plots.LEFT));
    plot.setFixedDomainAxisSpace(Plots.below(last ? AXIS : GAP));
    Plots.showPauses(plot, pen, data.scale());
    if (data.counted()) {
      columns(plot, strip, pen);
    } else {
      steps(plot, strip.layers().getFirst(), pen);
    }
    return plot;
  }

  /** Columns, those of each layer on those of the ones below. */
  private void columns(XYPlot plot, Strip strip, Pen pen) {
    XYIntervalSeriesCollection columns = new XYIntervalSeriesCollection();
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    Map<Long, Long> sums = new TreeMap<>();
    for (int number = 0; number < strip.layers().size(); number++) {
      Layer layer = strip.layers().get(number);
      XYIntervalSeries series = new XYIntervalSeries("layer " + number);
      for (int i = 0; i < layer.values().length; i++) {
        TimeScale.Bin bin = data.scale().bin(layer.atNanos()[i]);
        double from = data.scale().x(bin.fromNanos());
        double width = Math.max(LEAST, data.scale().x(bin.untilNanos() - 1) - from);
        long low = sums.getOrDefault(layer.atNanos()[i], 0L);
        long high = sums.merge(layer.atNanos()[i], layer.values()[i], Long::sum);
        series.add(from, from + 0.08 * width, from + 0.92 * width, high, low, high);
      }
      columns.addSeries(series);
      renderer.setSeriesPaint(number, pen.color(Plots.tone(layer.meaning())));
    }
    plot.setDataset(columns);
    plot.setRenderer(renderer);
  }

  private void steps(XYPlot plot, Layer layer, Pen pen) {
    XYSeries series = new XYSeries("level", false);
    series.add(0, 0);
    for (int i = 0; i < layer.values().length; i++) {
      series.add(data.scale().x(layer.atNanos()[i]), layer.values()[i]);
    }
    double last = layer.values().length == 0 ? 0 : layer.values()[layer.values().length - 1];
    series.add(1, last);
    boolean plain = layer.meaning() != Meaning.DIRECTOR;
    XYStepAreaRenderer area = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    area.setSeriesPaint(0, pen.color(plain ? Tone.PLAIN_SOFT : Tone.DIRECTOR_SOFT));
    XYStepRenderer line = new XYStepRenderer();
    line.setSeriesPaint(0, pen.color(Plots.tone(layer.meaning())));
    line.setSeriesStroke(0, new BasicStroke(1.6f));
    plot.setDataset(0, new XYSeriesCollection(series));
    plot.setRenderer(0, area);
    plot.setDataset(1, new XYSeriesCollection(series));
    plot.setRenderer(1, line);
  }
}
