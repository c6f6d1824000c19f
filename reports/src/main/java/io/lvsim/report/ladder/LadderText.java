package io.lvsim.report.ladder;

import io.lvsim.report.Ink;
import io.lvsim.report.TextColumns;
import io.lvsim.report.ladder.Ladder.Arrow;
import io.lvsim.report.ladder.Ladder.Lane;
import io.lvsim.report.ladder.Ladder.Note;
import io.lvsim.report.ladder.Ladder.Rung;
import java.io.PrintStream;

/** A ladder in text that fits 100 columns: for each frame what it carries, and an arrow below. */
public final class LadderText {
  /** No line is longer. */
  public static final int COLUMNS = 100;

  /** How many hosts there is room for. */
  public static final int LANES_MAX = 16;

  private static final int LANE_MAX = 16;
  private static final int HEADER_EVERY = 24;

  private final PrintStream out;
  private final Ink ink;
  private final Strokes strokes;

  /**
   * What lines are made of.
   *
   * @param pass where an arrow goes past a host that it does not reach
   */
  private record Strokes(char lane, char line, char pass, char right, char left, char lost) {
    static final Strokes ASCII = new Strokes('|', '-', '-', '>', '<', 'x');
    static final Strokes BOXES = new Strokes('│', '─', '┼', '▶', '◀', '×');
  }

  /**
   * @param boxes whether lines may be made of box characters, which take UTF-8
   */
  public LadderText(PrintStream out, Ink ink, boolean boxes) {
    this.out = out;
    this.ink = ink;
    strokes = boxes ? Strokes.BOXES : Strokes.ASCII;
  }

  /** Prints it. */
  public void print(Ladder ladder) {
    int sinceHeader = HEADER_EVERY;
    for (Rung rung : ladder.rungs()) {
      switch (rung) {
        case Note note -> {
          note(note);
          sinceHeader += note.node().isEmpty() ? HEADER_EVERY : 0;
        }
        case Arrow arrow -> {
          if (sinceHeader >= HEADER_EVERY) {
            header(ladder);
            sinceHeader = 0;
          }
          arrow(ladder, arrow);
          sinceHeader++;
        }
      }
    }
    if (ladder.framesLeftOut() > 0) {
      out.println("# " + ladder.framesLeftOut() + " later frames were not kept");
    }
  }

  private void note(Note note) {
    String head = note.node().isEmpty() ? "== " : "$ ";
    String text = TextColumns.cut(note.text(), COLUMNS - head.length());
    out.println(note.node().isEmpty() ? ink.strong(head + text) : ink.faint(head + text));
  }

  private static int laneWidth(Ladder ladder) {
    return Math.min(LANE_MAX, COLUMNS / Math.max(1, ladder.lanes().size()));
  }

  private static int middle(Ladder ladder, int lane) {
    int width = laneWidth(ladder);
    return lane * width + width / 2;
  }

  private void header(Ladder ladder) {
    int width = laneWidth(ladder);
    StringBuilder line = new StringBuilder();
    for (Lane lane : ladder.lanes()) {
      String name = TextColumns.cut(lane.name(), width - 1);
      int before = (width - TextColumns.width(name) + 1) / 2;
      int after = width - TextColumns.width(name) - before;
      line.append(" ".repeat(before)).append(name).append(" ".repeat(after));
    }
    out.println(ink.strong(line.toString().stripTrailing()));
  }

  private void arrow(Ladder ladder, Arrow arrow) {
    String head = String.format("%-6s %11s  ", "#" + arrow.number(), arrow.seconds());
    String cause = arrow.cause() == 0 ? "" : "  <- #" + arrow.cause();
    int room = COLUMNS - head.length() - cause.length();
    out.println(head + TextColumns.cut(arrow.text(), room) + ink.faint(cause));
    out.println(line(ladder, arrow));
  }

  private String line(Ladder ladder, Arrow arrow) {
    char[] line = " ".repeat(laneWidth(ladder) * ladder.lanes().size()).toCharArray();
    for (int lane = 0; lane < ladder.lanes().size(); lane++) {
      line[middle(ladder, lane)] = strokes.lane();
    }
    int from = middle(ladder, ladder.laneOf(arrow.from()));
    for (String name : arrow.to()) {
      stroke(line, from, middle(ladder, ladder.laneOf(name)));
    }
    for (String name : arrow.to()) {
      int at = middle(ladder, ladder.laneOf(name));
      line[at] = strokes.lane();
      line[at > from ? at - 1 : at + 1] = at > from ? strokes.right() : strokes.left();
    }
    if (arrow.to().isEmpty()) {
      lost(line, from);
    }
    return new String(line).stripTrailing();
  }

  private void stroke(char[] line, int from, int to) {
    int step = Integer.signum(to - from);
    for (int at = from + step; at != to; at += step) {
      boolean passes = line[at] == strokes.lane() || line[at] == strokes.pass();
      if (line[at] == ' ') {
        line[at] = strokes.line();
      } else if (passes && line[at] != strokes.line()) {
        line[at] = strokes.pass();
      }
    }
  }

  /** It reached nobody. */
  private void lost(char[] line, int from) {
    int step = from + 3 < line.length ? 1 : -1;
    line[from + step] = strokes.line();
    line[from + 2 * step] = strokes.lost();
  }
}
