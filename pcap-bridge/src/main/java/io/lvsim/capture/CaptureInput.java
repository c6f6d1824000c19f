package io.lvsim.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a capture file with the place that one has come to. */
final class CaptureInput implements Closeable {
  /** The longest piece that is believed: far more than any frame, far less than memory. */
  static final int PIECE_BYTES_MAX = 1 << 24;

  private final InputStream in;
  private final String source;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private long offset;

  CaptureInput(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  long offset() {
    return offset;
  }

  ByteOrder order() {
    return order;
  }

  void setOrder(ByteOrder newOrder) {
    order = newOrder;
  }

  /** Up to so many bytes; fewer only at the end of the file. */
  byte[] readUpTo(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    return bytes;
  }

  /** Exactly so many bytes, in the file's byte order. */
  ByteBuffer read(int length, String what) throws IOException {
    long start = offset;
    byte[] bytes = readUpTo(length);
    if (bytes.length < length) {
      throw fault(
          start, what + " needs " + length + " bytes, but the file ends after " + bytes.length);
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  CaptureFormatException fault(long at, String problem) {
    return new CaptureFormatException(source, at, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
