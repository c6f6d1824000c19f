package io.lvsim.nic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * This process's memory by address, as C sees it. Addresses are plain numbers, so that nothing is
 * allocated for a frame even where the compiler does not find out that it need not be. Who uses an
 * address must own what lies there.
 */
final class Memory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final VarHandle INTS = ValueLayout.JAVA_INT.varHandle();

  private static final VarHandle HEAD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int HEAD_LONGS = 7;

  private Memory() {}

  /** New memory, all zeros, that is there until the arena is closed. */
  static long allocate(Arena arena, long bytes) {
    return arena.allocate(bytes, 64).address();
  }

  /** A text with the zero byte that ends it. */
  static long allocate(Arena arena, String text) {
    return arena.allocateFrom(text, StandardCharsets.UTF_8).address();
  }

  static int readByte(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xFF;
  }

  static int readShort(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) & 0xFFFF;
  }

  static int readInt(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  static long readLong(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  static void writeByte(long address, int value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  static void writeShort(long address, int value) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, address, (short) value);
  }

  static void writeInt(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
  }

  static void writeLong(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  /** Reads a number that the kernel writes last, so that what it wrote before is seen. */
  static int readAcquire(long address) {
    return (int) INTS.getAcquire(ALL, address);
  }

  /** Writes a number after all else, so that the kernel may have the memory again. */
  static void writeRelease(long address, int value) {
    INTS.setRelease(ALL, address, value);
  }

  static void copyOut(long address, byte[] to, int at, int length) {
    MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, to, at, length);
  }

  /** Copies a frame's first bytes, of which there are at most 64, to the beginning of an array. */
  static void copyHead(long address, byte[] to, int length) {
    if (length < HEAD_LONGS * Long.BYTES + Integer.BYTES) {
      copyOut(address, to, 0, length);
      return;
    }
    for (int at = 0; at < HEAD_LONGS * Long.BYTES; at += Long.BYTES) {
      HEAD.set(to, at, readLong(address + at));
    }
    int last = HEAD_LONGS * Long.BYTES;
    if (length < last + Long.BYTES) {
      copyOut(address + last, to, last, length - last);
    } else {
      HEAD.set(to, last, readLong(address + last));
    }
  }

  /** Writes back the first 26 bytes of a head: the addresses of Ethernet, up to IPv4's checksum. */
  static void writeHead(byte[] head, long address) {
    writeLong(address, (long) HEAD.get(head, 0));
    writeLong(address + 8, (long) HEAD.get(head, 8));
    writeLong(address + 16, (long) HEAD.get(head, 16));
    writeByte(address + 24, head[24]);
    writeByte(address + 25, head[25]);
  }

  static void copyIn(byte[] from, long address, int length) {
    MemorySegment.copy(from, 0, ALL, ValueLayout.JAVA_BYTE, address, length);
  }

  /** A text of C's, up to its zero byte; empty if there is none. */
  static String text(long address) {
    return address == 0 ? "" : ALL.getString(address, StandardCharsets.UTF_8);
  }
}
