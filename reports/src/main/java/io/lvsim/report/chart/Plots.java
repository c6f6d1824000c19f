package io.lvsim.report.chart;

import io.lvsim.report.chart.ChartData.Meaning;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;

/** What all charts look like: no frames, thin lines, one size of letters. */
final class Plots {
  static final Font LETTERS = Pen.font(12);
  static final int LEFT = 196;
  static final int RIGHT = 24;

  private Plots() {}

  static Tone tone(Meaning meaning) {
    return switch (meaning) {
      case SERVER, PLAIN -> Tone.PLAIN;
      case DIRECTOR -> Tone.DIRECTOR;
      case WRONG -> Tone.WRONG;
    };
  }

  static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** An axis of virtual time in seconds. */
  static TickedAxis time(Pen pen, TimeScale scale) {
    List<TickedAxis.Mark> marks = new ArrayList<>();
    for (boolean first : new boolean[] {true, false}) {
      for (TimeScale.Tick tick : scale.ticks()) {
        if (tick.first() == first) {
          marks.add(new TickedAxis.Mark(scale.x(tick.atNanos()), tick.label()));
        }
      }
    }
    TickedAxis axis = new TickedAxis(0, 1, marks);
    dress(axis, pen);
    return axis;
  }

  /** Sets off the time in which nothing happens, if it is drawn short. */
  static void showPauses(XYPlot plot, Pen pen, TimeScale scale) {
    for (TimeScale.Part part : scale.parts()) {
      if (part.pause()) {
        Color color = pen.color(Tone.PAUSE);
        IntervalMarker marker = new IntervalMarker(part.fromX(), part.untilX(), color);
        marker.setAlpha(1f);
        plot.addDomainMarker(marker, Layer.BACKGROUND);
      }
    }
  }

  static void dress(ValueAxis axis, Pen pen) {
    axis.setTickLabelFont(LETTERS);
    axis.setTickLabelPaint(pen.color(Tone.FAINT));
    axis.setAxisLinePaint(pen.color(Tone.LINE));
    axis.setTickMarkPaint(pen.color(Tone.LINE));
    axis.setLabelFont(LETTERS);
    axis.setLabelPaint(pen.color(Tone.FAINT));
  }

  static void dress(XYPlot plot, Pen pen) {
    plain(plot);
    plot.setDomainGridlinePaint(pen.color(Tone.LINE));
    plot.setRangeGridlinePaint(pen.color(Tone.LINE));
    plot.setDomainGridlineStroke(new BasicStroke(0.6f));
    plot.setRangeGridlineStroke(new BasicStroke(0.6f));
    plot.setRangeZeroBaselineVisible(true);
    plot.setRangeZeroBaselinePaint(pen.color(Tone.FAINT));
    plot.setRangeZeroBaselineStroke(new BasicStroke(0.8f));
  }

  static void plain(Plot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
  }

  static AxisSpace left(int pixels) {
    AxisSpace space = new AxisSpace();
    space.setLeft(pixels);
    space.setRight(RIGHT);
    return space;
  }

  static AxisSpace below(int pixels) {
    AxisSpace space = new AxisSpace();
    space.setBottom(pixels);
    return space;
  }

  /** Draws it, and says where the data came to lie. */
  static PlotRenderingInfo draw(Graphics2D g, Plot plot, int top, int width, int height) {
    JFreeChart chart = new JFreeChart(null, LETTERS, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    chart.setElementHinting(false);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(g, new Rectangle2D.Double(0, top, width, height), info);
    return info.getPlotInfo();
  }

  /** A name from the run to the left of what it names, in the middle of a height. */
  static void name(Graphics2D g, Pen pen, String name, double middle, int width) {
    g.setFont(LETTERS);
    g.setColor(pen.color(Tone.INK));
    g.drawString(Pen.fit(g, LETTERS, name, width), 12, (float) middle + 4);
  }

  /** What an axis of time counts. */
  static void timeWord(Graphics2D g, Pen pen, TimeScale scale, int bottom) {
    g.setFont(LETTERS);
    g.setColor(pen.color(Tone.FAINT));
    String uneven = "virtual time in seconds; pauses, shaded, are drawn short";
    String even = "virtual time in seconds";
    g.drawString(pen.word(scale.isUneven() ? uneven : even), LEFT, bottom);
  }
}
