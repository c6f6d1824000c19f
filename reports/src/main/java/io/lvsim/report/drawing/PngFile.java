package io.lvsim.report.drawing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** A drawing as PNG, with two pixels where the drawing has one, for screens of today. */
public final class PngFile {
  private static final int SCALE = 2;

  private PngFile() {}

  /**
   * Writes it.
   *
   * @param to is not closed
   */
  public static void write(Drawing drawing, boolean dark, OutputStream to) throws IOException {
    BufferedImage image =
        new BufferedImage(
            SCALE * drawing.width(), SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    Pen pen = dark ? Pen.DARK : Pen.LIGHT;
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(SCALE, SCALE);
    g.setColor(pen.color(Tone.SHEET));
    g.fillRect(0, 0, drawing.width(), drawing.height());
    drawing.draw(g, pen);
    g.dispose();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", to);
  }
}
