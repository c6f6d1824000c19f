package io.lvsim.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis whose marks are given; of those whose labels would overlap, the later one has none. */
final class TickedAxis extends NumberAxis {
  private static final long serialVersionUID = 1;
  private static final int APART = 10;

  /** A mark: where, and what is written there. */
  record Mark(double at, String label) {}

  private final transient List<Mark> marks;

  /**
   * @param marks the ones that matter most come first
   */
  TickedAxis(double from, double until, List<Mark> marks) {
    this.marks = marks;
    setRange(from, until);
  }

  @Override
  public List<ValueTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    List<ValueTick> ticks = new ArrayList<>();
    List<double[]> taken = new ArrayList<>();
    g.setFont(getTickLabelFont());
    for (Mark mark : marks) {
      double middle = valueToJava2D(mark.at(), area, edge);
      double half = g.getFontMetrics().stringWidth(mark.label()) / 2.0 + APART / 2.0;
      double[] wanted = {middle - half, middle + half};
      if (taken.stream().noneMatch(t -> t[0] < wanted[1] && wanted[0] < t[1])) {
        taken.add(wanted);
        ticks.add(
            new NumberTick(
                mark.at(), mark.label(), TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0));
      }
    }
    return ticks;
  }
}
