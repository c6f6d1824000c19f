package io.lvsim.report.drawing;

import io.lvsim.report.VisibleText;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;

/** What a drawing is drawn with: colours, words and letters of the medium that it goes to. */
public enum Pen {
  /** For SVG: colours and words are replaced when it is written. */
  THEMED,
  /** For pixels on a light ground. */
  LIGHT,
  /** For pixels on a dark ground. */
  DARK;

  /** Begins a text that the report's page knows in several languages. */
  static final char WORD = '\uE000';

  private static final String CUT = "…";

  /** A colour. */
  public Color color(Tone tone) {
    return this == THEMED ? tone.placeholder() : tone.color(this == DARK);
  }

  /** A fixed text: what to draw for it. */
  public String word(String english) {
    return this == THEMED ? WORD + english : english;
  }

  /** The letters of all drawings. */
  public static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  /** The same, heavy. */
  public static Font strong(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  /** Letters of one width. */
  public static Font mono(int size) {
    return new Font(Font.MONOSPACED, Font.PLAIN, size);
  }

  /**
   * A text from a run, made harmless and cut to a width.
   *
   * @param width in pixels
   */
  public static String fit(Graphics2D g, Font font, String text, double width) {
    String visible = VisibleText.lineOf(text).replace(WORD, ' ');
    FontMetrics metrics = g.getFontMetrics(font);
    if (metrics.stringWidth(visible) <= width) {
      return visible;
    }
    int end = Math.min(visible.length(), 400);
    while (end > 0 && metrics.stringWidth(visible.substring(0, end) + CUT) > width) {
      end--;
    }
    return visible.substring(0, end) + CUT;
  }
}
