package io.lvsim.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;

/** One interface's capture: its frames in the order in which they passed, whole ones written. */
final class InterfaceFile {
  private final CaptureWriter writer;
  private final ArrayDeque<PassingFrame> waiting = new ArrayDeque<>();

  private InterfaceFile(CaptureWriter writer) {
    this.writer = writer;
  }

  static InterfaceFile opened(LabCapture.Opener opener, String node, String port) {
    try {
      return new InterfaceFile(opener.open(node, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a frame's place in the order. */
  void add(PassingFrame frame) {
    waiting.add(frame);
  }

  /** Writes the frames at the head that are complete. */
  void writeComplete() {
    try {
      while (!waiting.isEmpty() && waiting.getFirst().complete()) {
        PassingFrame next = waiting.removeFirst();
        writer.write(next.atNanos(), next.direction(), next.bytes(), next.comments());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void discard() {
    try {
      writer.discard();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
