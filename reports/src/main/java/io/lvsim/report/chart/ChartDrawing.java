package io.lvsim.report.chart;

import io.lvsim.report.drawing.Drawing;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import java.awt.Graphics2D;

/** A chart, drawn. */
public final class ChartDrawing implements Drawing {
  static final int WIDTH = 860;
  private static final int TITLE_HEIGHT = 40;

  private final Chart chart;
  private final String title;
  private final Body body;

  /** The chart without its title. */
  interface Body {
    int height();

    void draw(Graphics2D g, Pen pen, int top);
  }

  private ChartDrawing(Chart chart, String title) {
    this.chart = chart;
    this.title = title;
    body =
        switch (chart.data()) {
          case ChartData.Strips strips -> new StripsBody(strips);
          case ChartData.Spans spans -> new SpansBody(spans);
          case ChartData.Shares shares -> new SharesBody(shares);
          case ChartData.Distributions distributions -> new DistributionsBody(distributions);
        };
  }

  /** For the page, which has titles of its own. */
  public static ChartDrawing untitled(Chart chart) {
    return new ChartDrawing(chart, "");
  }

  /**
   * For a file.
   *
   * @param scenario its name, which stands beside the title
   */
  public static ChartDrawing titled(Chart chart, String scenario) {
    return new ChartDrawing(chart, scenario);
  }

  private int top() {
    return title.isEmpty() ? 0 : TITLE_HEIGHT;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return top() + body.height();
  }

  @Override
  public void draw(Graphics2D g, Pen pen) {
    if (!title.isEmpty()) {
      g.setFont(Pen.strong(15));
      g.setColor(pen.color(Tone.INK));
      String words = chart.kind().title();
      g.drawString(words, 12, 25);
      int x = 12 + g.getFontMetrics().stringWidth(words) + 14;
      g.setFont(Pen.font(12));
      g.setColor(pen.color(Tone.FAINT));
      g.drawString(Pen.fit(g, g.getFont(), title, WIDTH - x - 12), x, 25);
    }
    body.draw(g, pen, top());
  }
}
