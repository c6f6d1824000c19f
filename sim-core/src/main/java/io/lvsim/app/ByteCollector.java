package io.lvsim.app;

import java.util.Arrays;

/** Bytes that are collected until they make a whole message. */
final class ByteCollector {
  private byte[] bytes = {};
  private int size;

  int size() {
    return size;
  }

  /** The bytes from the first on; behind {@link #size} they mean nothing. */
  byte[] bytes() {
    return bytes;
  }

  void add(byte[] from, int at, int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.max(size + length, 256), bytes.length * 2));
    }
    System.arraycopy(from, at, bytes, size, length);
    size += length;
  }

  /** Takes away the first bytes. */
  void drop(int length) {
    System.arraycopy(bytes, length, bytes, 0, size - length);
    size -= length;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
