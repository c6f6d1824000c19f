package io.lvsim.report.drawing;

import java.awt.font.FontRenderContext;

/** Whether this machine has letters to draw with. */
public final class Letters {
  /** What to do where there are none. */
  public static final String HOW_TO =
      "this machine has no fonts to draw with; install fontconfig and a font, such as Debian's"
          + " packages fontconfig and fonts-dejavu-core";

  private static final boolean PRESENT = probe(Letters::measure);

  private Letters() {}

  /** Whether drawings can be made here. */
  public static boolean arePresent() {
    return PRESENT;
  }

  /** Without fontconfig or fonts the JDK throws, each time another thing. */
  static boolean probe(Runnable measuring) {
    try {
      measuring.run();
      return true;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    }
  }

  private static void measure() {
    System.setProperty("java.awt.headless", "true");
    Pen.font(12).getStringBounds("x", new FontRenderContext(null, true, true));
  }
}
