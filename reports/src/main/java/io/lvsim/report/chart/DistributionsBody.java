package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Distribution;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How many in a hundred waited at most so long, over time on a scale of powers. */
final class DistributionsBody implements ChartDrawing.Body {
  private static final int HEIGHT = 250;
  private static final int AXIS = 22;
  private static final int BELOW = 48;
  private static final int POINTS_MAX = 200;
  private static final double MILLIS = 1e6;
  private static final Tone[] TONES = {Tone.PLAIN, Tone.DIRECTOR};

  private final List<Distribution> distributions;
  private final double least;
  private final double most;

  DistributionsBody(ChartData.Distributions data) {
    distributions = data.distributions();
    double low = Double.MAX_VALUE;
    double high = 0;
    for (Distribution each : distributions) {
      low = Math.min(low, Math.max(1, each.sortedNanos()[0]) / MILLIS);
      high = Math.max(high, each.sortedNanos()[each.sortedNanos().length - 1] / MILLIS);
    }
    least = low / 1.6;
    most = Math.max(high, low) * 1.6;
  }

  @Override
  public int height() {
    return 10 + HEIGHT + BELOW;
  }

  @Override
  public void draw(Graphics2D g, Pen pen, int top) {
    TickedAxis millis = millis();
    Plots.dress(millis, pen);
    NumberAxis percent = new NumberAxis();
    percent.setRange(0, 104);
    percent.setTickUnit(new NumberTickUnit(25, Plots.format("0' %'")));
    percent.setAxisLineVisible(false);
    Plots.dress(percent, pen);
    XYStepRenderer renderer = new XYStepRenderer();
    renderer.setDefaultShapesVisible(false);
    XYPlot plot = new XYPlot(curves(), millis, percent, renderer);
    for (int i = 0; i < distributions.size(); i++) {
      renderer.setSeriesPaint(i, pen.color(TONES[i % TONES.length]));
      renderer.setSeriesStroke(i, new BasicStroke(2f));
    }
    Plots.dress(plot, pen);
    plot.setFixedRangeAxisSpace(Plots.left(60));
    Rectangle2D area =
        Plots.draw(g, plot, top + 10, ChartDrawing.WIDTH, height() - 10 - BELOW + AXIS)
            .getDataArea();
    for (int i = 0; i < distributions.size(); i++) {
      label(g, pen, i, millis, percent, area);
    }
    g.setFont(Plots.LETTERS);
    g.setColor(pen.color(Tone.FAINT));
    g.drawString(
        pen.word("at most so many milliseconds; connections in a hundred"), 60, top + height() - 8);
  }

  /** A scale of powers of ten, with marks at 1, 2 and 5 times each. */
  private TickedAxis millis() {
    List<TickedAxis.Mark> marks = new ArrayList<>();
    for (int factor : new int[] {1, 2, 5}) {
      for (int power = -6; power < 9; power++) {
        BigDecimal at = BigDecimal.valueOf(factor).scaleByPowerOfTen(power);
        if (least <= at.doubleValue() && at.doubleValue() <= most) {
          marks.add(new TickedAxis.Mark(Math.log10(at.doubleValue()), at.toPlainString()));
        }
      }
    }
    return new TickedAxis(Math.log10(least), Math.log10(most), marks);
  }

  /** Beside its curve, on the side where the other one is not. */
  private void label(
      Graphics2D g, Pen pen, int number, TickedAxis millis, NumberAxis percent, Rectangle2D area) {
    Distribution each = distributions.get(number);
    Distribution other = distributions.get((number + 1) % distributions.size());
    int height = 40 + 20 * number;
    double value = valueAt(each, height);
    boolean toTheLeft = value < valueAt(other, height);
    double x = millis.valueToJava2D(Math.log10(value), area, RectangleEdge.BOTTOM);
    double y = percent.valueToJava2D(height - 6, area, RectangleEdge.LEFT);
    String word = pen.word(each.name().replace('_', ' '));
    g.setFont(Pen.strong(12));
    g.setColor(pen.color(TONES[number % TONES.length]));
    double width = g.getFontMetrics().stringWidth(word);
    boolean fits = x - 10 - width > area.getMinX();
    boolean mustGoLeft = x + 10 + width > area.getMaxX();
    boolean left = mustGoLeft || (toTheLeft && fits);
    g.drawString(word, (float) (left ? x - 10 - width : x + 8), (float) y);
  }

  private static double valueAt(Distribution each, int percentile) {
    return Math.max(1, LatencySeries.percentile(each.sortedNanos(), percentile)) / MILLIS;
  }

  private XYSeriesCollection curves() {
    XYSeriesCollection curves = new XYSeriesCollection();
    for (Distribution each : distributions) {
      long[] sorted = each.sortedNanos();
      XYSeries curve = new XYSeries(each.name(), false, true);
      curve.add(Math.log10(Math.max(1, sorted[0]) / MILLIS), 0);
      int step = Math.max(1, sorted.length / POINTS_MAX);
      for (int i = step - 1; i < sorted.length; i += step) {
        if (i + step < sorted.length && sorted[i + step] == sorted[i]) {
          continue;
        }
        curve.add(Math.log10(Math.max(1, sorted[i]) / MILLIS), 100.0 * (i + 1) / sorted.length);
      }
      curve.add(Math.log10(Math.max(1, sorted[sorted.length - 1]) / MILLIS), 100);
      curve.add(Math.log10(most), 100);
      curves.addSeries(curve);
    }
    return curves;
  }
}
