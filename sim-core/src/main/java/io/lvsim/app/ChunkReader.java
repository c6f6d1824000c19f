package io.lvsim.app;

/** Reads a body that comes in chunks, byte by byte (RFC 9112 section 7.1). */
final class ChunkReader {
  private static final int LONGEST_CHUNK = 1 << 28;

  private enum Place {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    TRAILER,
    DONE,
    GARBAGE
  }

  private final ByteCollector body;
  private Place place = Place.SIZE;
  private int size;
  private int lineLength;

  ChunkReader(ByteCollector body) {
    this.body = body;
  }

  boolean isDone() {
    return place == Place.DONE;
  }

  boolean isGarbage() {
    return place == Place.GARBAGE;
  }

  void add(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end && !isDone() && !isGarbage()) {
      if (place == Place.DATA) {
        int part = Math.min(size, end - at);
        body.add(bytes, at, part);
        at += part;
        size -= part;
        if (size == 0) {
          place = Place.DATA_END;
        }
      } else {
        take(bytes[at]);
        at++;
      }
    }
  }

  private void take(byte next) {
    switch (place) {
      case SIZE -> takeSize(next);
      case EXTENSION -> {
        if (next == '\n') {
          beginChunk();
        }
      }
      case DATA_END -> {
        if (next == '\n') {
          place = Place.SIZE;
          size = 0;
        }
      }
      case TRAILER -> takeTrailer(next);
      default -> {}
    }
  }

  private void takeSize(byte next) {
    int digit = Character.digit(next, 16);
    if (digit >= 0) {
      size = size * 16 + digit;
      if (size > LONGEST_CHUNK) {
        place = Place.GARBAGE;
      }
    } else if (next == '\n') {
      beginChunk();
    } else if (next == ';' || next == '\r' || next == ' ') {
      place = Place.EXTENSION;
    } else {
      place = Place.GARBAGE;
    }
  }

  private void beginChunk() {
    place = size == 0 ? Place.TRAILER : Place.DATA;
    lineLength = 0;
  }

  private void takeTrailer(byte next) {
    if (next == '\n') {
      if (lineLength == 0) {
        place = Place.DONE;
      }
      lineLength = 0;
    } else if (next != '\r') {
      lineLength++;
    }
  }
}
