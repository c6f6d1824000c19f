package io.lvsim.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A capture file being written: the frames of one interface, in the order in which they passed. */
public interface CaptureWriter extends Closeable {
  /**
   * Adds a frame.
   *
   * @param atNanos nanoseconds since 1970, at least 0
   * @param comments what to say about the frame; a format without comments leaves them out
   */
  void write(long atNanos, Direction direction, byte[] frame, List<String> comments)
      throws IOException;

  /** Ends the file and gives it its name; without this the file never appears. */
  @Override
  void close() throws IOException;

  /** Gives the file up: what was written is taken away. */
  void discard() throws IOException;
}
