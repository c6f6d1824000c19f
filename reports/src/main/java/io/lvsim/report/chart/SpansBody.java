package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.chart.ChartData.Row;
import io.lvsim.report.chart.ChartData.Span;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.EnumMap;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Spans of time in rows, each named in itself where there is room. */
final class SpansBody implements ChartDrawing.Body {
  private static final int ROW = 30;
  private static final int AXIS = 22;
  private static final int BELOW = 48;
  private static final double HALF = 0.36;

  private final ChartData.Spans data;

  SpansBody(ChartData.Spans data) {
    this.data = data;
  }

  @Override
  public int height() {
    return 10 + data.rows().size() * ROW + BELOW;
  }

  @Override
  public void draw(Graphics2D g, Pen pen, int top) {
    TickedAxis time = Plots.time(pen, data.scale());
    NumberAxis rows = new NumberAxis();
    rows.setRange(-0.5, data.rows().size() - 0.5);
    rows.setInverted(true);
    rows.setVisible(false);
    XYPlot plot = new XYPlot(spans(), time, rows, renderer(pen));
    Plots.dress(plot, pen);
    Plots.showPauses(plot, pen, data.scale());
    plot.setRangeGridlinesVisible(false);
    plot.setRangeZeroBaselineVisible(false);
    plot.setFixedRangeAxisSpace(Plots.left(Plots.LEFT));
    Rectangle2D area =
        Plots.draw(g, plot, top + 10, ChartDrawing.WIDTH, height() - 10 - BELOW + AXIS)
            .getDataArea();
    for (int i = 0; i < data.rows().size(); i++) {
      Row row = data.rows().get(i);
      double middle = rows.valueToJava2D(i, area, RectangleEdge.LEFT);
      Plots.name(g, pen, row.name(), middle, Plots.LEFT - 22);
      for (Span span : row.spans()) {
        double from =
            time.valueToJava2D(data.scale().x(span.fromNanos()), area, RectangleEdge.BOTTOM);
        double to =
            time.valueToJava2D(data.scale().x(span.untilNanos()), area, RectangleEdge.BOTTOM);
        label(g, pen, span, from, to, middle);
      }
    }
    Plots.timeWord(g, pen, data.scale(), top + height() - 8);
  }

  private static void label(
      Graphics2D g, Pen pen, Span span, double from, double to, double middle) {
    String text = Pen.fit(g, Plots.LETTERS, span.label(), to - from - 10);
    if (text.length() > 1) {
      g.setFont(Plots.LETTERS);
      g.setColor(pen.color(span.meaning() == Meaning.WRONG ? Tone.SHEET : Tone.INK));
      g.drawString(text, (float) from + 6, (float) middle + 4);
    }
  }

  private XYIntervalSeriesCollection spans() {
    Map<Meaning, XYIntervalSeries> byMeaning = new EnumMap<>(Meaning.class);
    for (Meaning meaning : new Meaning[] {Meaning.DIRECTOR, Meaning.WRONG}) {
      byMeaning.put(meaning, new XYIntervalSeries(meaning.name()));
    }
    for (int i = 0; i < data.rows().size(); i++) {
      for (Span span : data.rows().get(i).spans()) {
        double from = data.scale().x(span.fromNanos());
        double until = data.scale().x(span.untilNanos());
        Meaning meaning = span.meaning() == Meaning.WRONG ? Meaning.WRONG : Meaning.DIRECTOR;
        XYIntervalSeries series = byMeaning.get(meaning);
        if (series != null) {
          series.add(from, from, until, i, i - HALF, i + HALF);
        }
      }
    }
    XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
    byMeaning.values().forEach(all::addSeries);
    return all;
  }

  private static XYBarRenderer renderer(Pen pen) {
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setSeriesPaint(0, pen.color(Tone.DIRECTOR_SOFT));
    renderer.setSeriesPaint(1, pen.color(Tone.WRONG));
    return renderer;
  }
}
