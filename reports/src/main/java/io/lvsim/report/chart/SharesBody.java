package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Share;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A bar for what each got, and across it a line at what was due. */
final class SharesBody implements ChartDrawing.Body {
  private static final int ROW = 34;
  private static final int AXIS = 22;
  private static final int BELOW = 48;
  private static final double HALF = 0.26;
  private static final double LINE_HALF = 0.42;

  private final List<Share> shares;

  SharesBody(ChartData.Shares data) {
    shares = data.shares().subList(0, Math.min(StripsBody.STRIPS_MAX, data.shares().size()));
  }

  @Override
  public int height() {
    return 10 + shares.size() * ROW + BELOW;
  }

  @Override
  public void draw(Graphics2D g, Pen pen, int top) {
    TickedAxis percent = percent();
    Plots.dress(percent, pen);
    NumberAxis rows = new NumberAxis();
    rows.setRange(-0.5, shares.size() - 0.5);
    rows.setInverted(true);
    rows.setVisible(false);
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setSeriesPaint(0, pen.color(Tone.PLAIN));
    XYPlot plot = new XYPlot(bars(), percent, rows, renderer);
    Plots.dress(plot, pen);
    plot.setRangeGridlinesVisible(false);
    plot.setRangeZeroBaselineVisible(false);
    plot.setFixedRangeAxisSpace(Plots.left(Plots.LEFT));
    Rectangle2D area =
        Plots.draw(g, plot, top + 10, ChartDrawing.WIDTH, height() - 10 - BELOW + AXIS)
            .getDataArea();
    for (int i = 0; i < shares.size(); i++) {
      mark(g, pen, shares.get(i), i, percent, rows, area);
    }
    g.setFont(Plots.LETTERS);
    g.setColor(pen.color(Tone.FAINT));
    g.drawString(
        pen.word("bar: share of requests; line: share by weight"), Plots.LEFT, top + height() - 8);
  }

  private TickedAxis percent() {
    double end = 100 * most() * 1.12;
    int step = end > 60 ? 20 : end > 25 ? 10 : 5;
    List<TickedAxis.Mark> marks = new ArrayList<>();
    for (int at = 0; at <= Math.min(100, end); at += step) {
      marks.add(new TickedAxis.Mark(at, at + " %"));
    }
    return new TickedAxis(0, end, marks);
  }

  private static void mark(
      Graphics2D g,
      Pen pen,
      Share share,
      int row,
      NumberAxis percent,
      NumberAxis rows,
      Rectangle2D area) {
    double middle = rows.valueToJava2D(row, area, RectangleEdge.LEFT);
    Plots.name(g, pen, share.name(), middle, Plots.LEFT - 22);
    double end = percent.valueToJava2D(100 * share.got(), area, RectangleEdge.BOTTOM);
    if (share.due() >= 0) {
      double due = percent.valueToJava2D(100 * share.due(), area, RectangleEdge.BOTTOM);
      double half = LINE_HALF * ROW;
      g.setStroke(new BasicStroke(2.4f));
      g.setColor(pen.color(Tone.INK));
      g.draw(new Line2D.Double(due, middle - half, due, middle + half));
      end = Math.max(end, due);
    }
    g.setFont(Plots.LETTERS);
    g.setColor(pen.color(Tone.FAINT));
    String got = String.format(Locale.ROOT, "%.1f %%", 100 * share.got());
    g.drawString(got, (float) end + 7, (float) middle + 4);
  }

  private double most() {
    return shares.stream().mapToDouble(s -> Math.max(s.got(), s.due())).max().orElse(1);
  }

  private XYIntervalSeriesCollection bars() {
    XYIntervalSeries series = new XYIntervalSeries("got");
    for (int i = 0; i < shares.size(); i++) {
      double got = 100 * shares.get(i).got();
      series.add(0, 0, got, i, i - HALF, i + HALF);
    }
    XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
    bars.addSeries(series);
    return bars;
  }
}
