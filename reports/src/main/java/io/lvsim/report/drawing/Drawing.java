package io.lvsim.report.drawing;

import java.awt.Graphics2D;

/** Something that can be drawn; always the same way. */
public interface Drawing {
  /** In pixels. */
  int width();

  /** In pixels. */
  int height();

  /** Draws it, from the upper left corner on. */
  void draw(Graphics2D g, Pen pen);
}
