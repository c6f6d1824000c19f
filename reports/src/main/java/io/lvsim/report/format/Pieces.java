package io.lvsim.report.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Where text goes, piece by piece; each piece is there for a reader at once. */
record Pieces(Writer to) {
  /**
   * @throws UncheckedIOException if it cannot be written
   */
  void write(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    try {
      to.write(piece);
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
