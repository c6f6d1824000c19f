package io.lvsim.capture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written aside and takes its name only when it is whole. */
final class AsideFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final Path aside;
  private final OutputStream out;
  private boolean done;
  private long bytes;

  AsideFile(Path file) throws IOException {
    this.file = file;
    aside = file.resolveSibling("." + file.getFileName() + ".part");
    out = new BufferedOutputStream(Files.newOutputStream(aside), BUFFER_BYTES);
  }

  /** Writes what is in the buffer between 0 and its position. */
  void write(ByteBuffer block) throws IOException {
    out.write(block.array(), 0, block.position());
    bytes += block.position();
  }

  void write(byte[] text) throws IOException {
    out.write(text);
    bytes += text.length;
  }

  /** How many bytes were written so far. */
  long bytes() {
    return bytes;
  }

  void commit() throws IOException {
    if (done) {
      return;
    }
    done = true;
    out.close();
    try {
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void discard() throws IOException {
    if (done) {
      return;
    }
    done = true;
    out.close();
    Files.deleteIfExists(aside);
  }
}
