package io.lvsim.report.drawing;

import java.awt.Color;
import org.jspecify.annotations.Nullable;

/**
 * The colours of drawings, by meaning; the same as the report's page has. Each is told from the
 * others that it stands beside by lightness too, not by hue alone.
 */
public enum Tone {
  SHEET("sheet", "#ffffff", "#1a1f29", 1),
  INK("ink", "#1d2330", "#e7e9ee", 1),
  FAINT("faint", "#5b6472", "#9aa4b5", 1),
  LINE("line", "#d9d6cd", "#343b49", 1),
  PAUSE("line", "#d9d6cd", "#343b49", 0.3f),
  PLAIN("accent", "#2456a6", "#8ab4ff", 1),
  PLAIN_SOFT("accent", "#2456a6", "#8ab4ff", 0.22f),
  WRONG("bad", "#b3261e", "#ff8a80", 1),
  CLIENT("client", "#2456a6", "#8ab4ff", 1),
  DIRECTOR("director", "#8a3fa0", "#d79bea", 1),
  DIRECTOR_SOFT("director", "#8a3fa0", "#d79bea", 0.22f),
  SERVER("server", "#14703b", "#5fd08c", 1),
  ROUTER("router", "#6b5b00", "#d8c35a", 1),
  SWITCH("switch", "#5b6472", "#9aa4b5", 1);

  private final String variable;
  private final String light;
  private final String dark;
  private final float opacity;

  Tone(String variable, String light, String dark, float opacity) {
    this.variable = variable;
    this.light = light;
    this.dark = dark;
    this.opacity = opacity;
  }

  /** The name of the style sheet's variable, without its hyphens. */
  String variable() {
    return variable;
  }

  String light() {
    return light;
  }

  String dark() {
    return dark;
  }

  float opacity() {
    return opacity;
  }

  Color color(boolean onDark) {
    Color full = Color.decode(onDark ? dark : light);
    int alpha = Math.round(255 * opacity);
    return new Color(full.getRed(), full.getGreen(), full.getBlue(), alpha);
  }

  /** A colour that stands for this one until the drawing is written, and that nothing else has. */
  Color placeholder() {
    return new Color(1, 2, 3 + ordinal());
  }

  /** As Batik writes {@link #placeholder}. */
  static @Nullable Tone ofPlaceholder(String written) {
    for (Tone tone : values()) {
      if (written.equals("rgb(1,2," + (3 + tone.ordinal()) + ")")) {
        return tone;
      }
    }
    return null;
  }
}
