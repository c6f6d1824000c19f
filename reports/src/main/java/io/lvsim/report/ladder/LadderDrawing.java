package io.lvsim.report.ladder;

import io.lvsim.report.drawing.Drawing;
import io.lvsim.report.drawing.Pen;
import io.lvsim.report.drawing.Tone;
import io.lvsim.report.ladder.Ladder.Arrow;
import io.lvsim.report.ladder.Ladder.Lane;
import io.lvsim.report.ladder.Ladder.Note;
import io.lvsim.report.ladder.Ladder.Rung;
import io.lvsim.report.story.StoryNode.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** A ladder, drawn. */
public final class LadderDrawing implements Drawing {
  /** How many lines there are at most: nobody looks at a longer drawing. */
  public static final int RUNGS_MAX = 400;

  private static final int LEFT = 150;
  private static final int RIGHT = 60;
  private static final int LANE = 160;
  private static final int WIDTH_LEAST = 760;
  private static final int TITLE = 40;
  private static final int HEAD = 40;
  private static final int ARROW = 36;
  private static final int NOTE = 26;
  private static final Font LETTERS = Pen.font(12);
  private static final Font MONO = Pen.mono(11);

  private final Ladder ladder;
  private final String title;
  private final List<Rung> shown;

  /**
   * @param title the scenario's name
   */
  public LadderDrawing(Ladder ladder, String title) {
    this.ladder = ladder;
    this.title = title;
    shown = ladder.rungs().subList(0, Math.min(RUNGS_MAX, ladder.rungs().size()));
  }

  @Override
  public int width() {
    return Math.max(WIDTH_LEAST, LEFT + ladder.lanes().size() * LANE + RIGHT - LANE / 2);
  }

  @Override
  public int height() {
    int rungs = shown.stream().mapToInt(LadderDrawing::height).sum();
    return TITLE + HEAD + rungs + 36;
  }

  private static int height(Rung rung) {
    return rung instanceof Arrow ? ARROW : NOTE;
  }

  private static double middle(int lane) {
    return LEFT + lane * LANE + LANE / 4.0;
  }

  @Override
  public void draw(Graphics2D g, Pen pen) {
    g.setFont(Pen.strong(15));
    g.setColor(pen.color(Tone.INK));
    g.drawString(Pen.fit(g, g.getFont(), title, width() - 30.0), 14, 26);
    lanes(g, pen);
    int y = TITLE + HEAD;
    for (Rung rung : shown) {
      switch (rung) {
        case Arrow arrow -> arrow(g, pen, arrow, y);
        case Note note -> note(g, pen, note, y);
      }
      y += height(rung);
    }
    if (shown.size() < ladder.rungs().size()) {
      g.setFont(LETTERS);
      g.setColor(pen.color(Tone.FAINT));
      int left = ladder.rungs().size() - shown.size();
      g.drawString(left + " more lines; choose with --at, --host or --follow", 14, y + 20);
    }
  }

  private void lanes(Graphics2D g, Pen pen) {
    for (int i = 0; i < ladder.lanes().size(); i++) {
      Lane lane = ladder.lanes().get(i);
      double x = middle(i);
      g.setColor(pen.color(Tone.LINE));
      g.setStroke(new BasicStroke(1.2f));
      g.draw(new Line2D.Double(x, TITLE + 28, x, height() - 24));
      String name = Pen.fit(g, Pen.strong(13), lane.name(), LANE - 24);
      double width = g.getFontMetrics(Pen.strong(13)).stringWidth(name) + 22;
      RoundRectangle2D box = new RoundRectangle2D.Double(x - width / 2, TITLE, width, 28, 10, 10);
      g.setColor(pen.color(Tone.SHEET));
      g.fill(box);
      g.setColor(pen.color(tone(lane.role())));
      g.setStroke(new BasicStroke(1.6f));
      g.draw(box);
      g.setFont(Pen.strong(13));
      g.drawString(name, (float) (x - width / 2 + 11), TITLE + 19f);
    }
  }

  private static Tone tone(Role role) {
    return switch (role) {
      case CLIENT -> Tone.CLIENT;
      case DIRECTOR -> Tone.DIRECTOR;
      case SERVER -> Tone.SERVER;
      case ROUTER -> Tone.ROUTER;
      case SWITCH -> Tone.SWITCH;
    };
  }

  private void note(Graphics2D g, Pen pen, Note note, int top) {
    boolean step = note.node().isEmpty();
    Font font = step ? Pen.strong(12) : MONO;
    String text = Pen.fit(g, font, note.text(), width() - 40.0);
    double width = g.getFontMetrics(font).stringWidth(text) + 16;
    double x = step ? 14 : middle(lane(note.node())) - 8;
    x = Math.max(6, Math.min(x, width() - width - 6));
    g.setColor(pen.color(Tone.SHEET));
    g.fill(new RoundRectangle2D.Double(x, top + 3, width, 20, 6, 6));
    g.setColor(pen.color(step ? Tone.INK : Tone.FAINT));
    g.setFont(font);
    g.drawString(text, (float) x + (step ? 0 : 8), top + 17);
  }

  private int lane(String name) {
    for (int i = 0; i < ladder.lanes().size(); i++) {
      if (ladder.lanes().get(i).name().equals(name)) {
        return i;
      }
    }
    return 0;
  }

  private void arrow(Graphics2D g, Pen pen, Arrow arrow, int top) {
    double from = middle(ladder.laneOf(arrow.from()));
    double y = top + 26;
    double least = from;
    double most = from;
    for (String name : arrow.to()) {
      least = Math.min(least, middle(ladder.laneOf(name)));
      most = Math.max(most, middle(ladder.laneOf(name)));
    }
    label(g, pen, arrow, least, most, top);
    Tone tone =
        switch (arrow.look()) {
          case ARP -> Tone.ROUTER;
          case PLAIN -> Tone.PLAIN;
          case REFUSED -> Tone.WRONG;
        };
    g.setColor(pen.color(tone));
    g.setStroke(new BasicStroke(1.5f));
    g.draw(new Line2D.Double(least, y, most, y));
    g.fill(new Ellipse2D.Double(from - 3, y - 3, 6, 6));
    for (String name : arrow.to()) {
      head(g, from, middle(ladder.laneOf(name)), y);
    }
    if (arrow.to().isEmpty()) {
      g.draw(new Line2D.Double(from, y, from + 24, y));
      g.draw(new Line2D.Double(from + 20, y - 4, from + 28, y + 4));
      g.draw(new Line2D.Double(from + 20, y + 4, from + 28, y - 4));
    }
  }

  private static void head(Graphics2D g, double from, double to, double y) {
    double back = to > from ? -9 : 9;
    Path2D head = new Path2D.Double();
    head.moveTo(to, y);
    head.lineTo(to + back, y - 4);
    head.lineTo(to + back, y + 4);
    head.closePath();
    g.fill(head);
  }

  private void label(Graphics2D g, Pen pen, Arrow arrow, double least, double most, int top) {
    g.setFont(MONO);
    g.setColor(pen.color(Tone.FAINT));
    String time = arrow.seconds() + "  #" + arrow.number();
    g.drawString(time, 14, top + 30);
    String text = Pen.fit(g, MONO, arrow.text(), width() - LEFT - 20.0);
    double width = g.getFontMetrics().stringWidth(text);
    double x = Math.max(LEFT - 4, (least + most - width) / 2);
    x = Math.min(x, width() - width - 10);
    g.setColor(pen.color(Tone.SHEET));
    g.fill(new RoundRectangle2D.Double(x - 3, top + 8, width + 6, 14, 4, 4));
    g.setColor(pen.color(Tone.INK));
    g.drawString(text, (float) x, top + 19);
  }
}
