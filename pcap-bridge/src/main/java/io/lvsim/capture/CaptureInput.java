package io.lvsim.capture;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a capture file, unpacked if it is packed, with the place that one has come to. At
 * most one piece is in memory.
 */
final class CaptureInput implements Closeable {
  /** The longest piece that is believed: far more than any frame, far less than memory. */
  static final int PIECE_BYTES_MAX = 1 << 24;

  private static final int FIRST_BYTES = 1 << 16;

  private final InputStream in;
  private final String source;
  private final Packing packing;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private long offset;

  CaptureInput(InputStream in, String source, Packing packing) {
    this.in = in;
    this.source = source;
    this.packing = packing;
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

  /** Up to so many bytes; fewer only at the end of the file. Believes a length as bytes arrive. */
  byte[] readUpTo(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, FIRST_BYTES)];
    int have = 0;
    while (have < length) {
      if (have == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(length, 2 * have));
      }
      int more = readSome(bytes, have);
      if (more < 0) {
        break;
      }
      have += more;
      offset += more;
    }
    return have == bytes.length ? bytes : Arrays.copyOf(bytes, have);
  }

  private int readSome(byte[] bytes, int from) throws IOException {
    try {
      return in.read(bytes, from, bytes.length - from);
    } catch (IOException e) {
      throw packing == Packing.NONE ? e : fault(offset, packingProblem(e));
    }
  }

  private String packingProblem(IOException e) {
    return e instanceof EOFException
        ? "the " + packing.label() + " data ends too early"
        : "the " + packing.label() + " data is damaged: " + e.getMessage();
  }

  /** Exactly so many bytes, in the file's byte order. */
  ByteBuffer read(int length, String what) throws IOException {
    long start = offset;
    byte[] bytes = readUpTo(length);
    if (bytes.length < length) {
      throw tooShort(start, what, length, bytes.length);
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** Passes over so many bytes, however many they are. */
  void skip(long length, String what) throws IOException {
    long start = offset;
    byte[] scratch = new byte[(int) Math.min(length, FIRST_BYTES)];
    while (offset < start + length) {
      long left = start + length - offset;
      int more = readSome(left < scratch.length ? new byte[(int) left] : scratch, 0);
      if (more < 0) {
        throw tooShort(start, what, length, offset - start);
      }
      offset += more;
    }
  }

  private CaptureFormatException tooShort(long start, String what, long needs, long has) {
    return fault(start, what + " needs " + needs + " bytes, but the file ends after " + has);
  }

  CaptureFormatException fault(long at, String problem) {
    return new CaptureFormatException(source, at, packing, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
