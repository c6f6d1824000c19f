package io.lvsim.transport;

/** Bytes that a program has sent and the peer has not acknowledged: a ring that grows. */
final class SendBuffer {
  private static final int FIRST_CAPACITY = 256;

  private byte[] ring = {};
  private int start;
  private int size;

  int size() {
    return size;
  }

  /** Adds bytes at the end; they are copied. */
  void append(byte[] bytes, int from, int length) {
    if (size + length > ring.length) {
      grow(size + length);
    }
    int at = index(size);
    int first = Math.min(length, ring.length - at);
    System.arraycopy(bytes, from, ring, at, first);
    System.arraycopy(bytes, from + first, ring, 0, length - first);
    size += length;
  }

  /** Copies bytes that begin at an offset from the oldest one. */
  void copy(int offset, int length, byte[] into, int at) {
    int from = index(offset);
    int first = Math.min(length, ring.length - from);
    System.arraycopy(ring, from, into, at, first);
    System.arraycopy(ring, 0, into, at + first, length - first);
  }

  /** Forgets the oldest bytes. */
  void drop(int length) {
    size -= length;
    start = size == 0 ? 0 : index(length);
  }

  private int index(int offset) {
    int at = start + offset;
    return at >= ring.length ? at - ring.length : at;
  }

  private void grow(int needed) {
    int capacity = Math.max(FIRST_CAPACITY, ring.length);
    while (capacity < needed) {
      capacity *= 2;
    }
    byte[] larger = new byte[capacity];
    if (size > 0) {
      copy(0, size, larger, 0);
    }
    ring = larger;
    start = 0;
  }
}
