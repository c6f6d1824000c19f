package io.lvsim.nic;

import java.lang.foreign.Arena;

/**
 * Frames that wait to be sent, one behind the other in memory of C's, with the array of {@code
 * mmsghdr} that sendmmsg takes.
 */
final class Outbox {
  private static final int FRAMES = 64;
  private static final int BYTES = 1 << 18;
  private static final int ALIGNMENT = 64;

  /** Bytes of a {@code struct mmsghdr} and of a {@code struct iovec} on 64-bit Linux. */
  private static final int MESSAGE_BYTES = 64;

  private static final int VECTOR_BYTES = 16;

  private final long buffer;
  private final long messages;
  private final long vectors;
  private int size;
  private int used;

  Outbox(Arena arena) {
    buffer = Memory.allocate(arena, BYTES);
    messages = Memory.allocate(arena, (long) FRAMES * MESSAGE_BYTES);
    vectors = Memory.allocate(arena, (long) FRAMES * VECTOR_BYTES);
    for (int i = 0; i < FRAMES; i++) {
      Memory.writeLong(message(i) + 16, vector(i));
      Memory.writeLong(message(i) + 24, 1);
    }
  }

  /** Whether a frame of that length still goes in. */
  boolean hasRoom(int length) {
    return size < FRAMES && used + length <= BYTES;
  }

  void add(byte[] frame, int length) {
    Memory.copyIn(frame, buffer + used, length);
    Memory.writeLong(vector(size), buffer + used);
    Memory.writeLong(vector(size) + 8, length);
    size++;
    used += (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Adds a frame where it lies; it must stay there until the outbox is cleared. */
  void add(long frame, int length) {
    Memory.writeLong(vector(size), frame);
    Memory.writeLong(vector(size) + 8, length);
    size++;
  }

  int size() {
    return size;
  }

  /** Where a frame's {@code mmsghdr} lies; those of the frames behind it follow. */
  long message(int index) {
    return messages + (long) index * MESSAGE_BYTES;
  }

  /** Where a frame lies. */
  long frame(int index) {
    return Memory.readLong(vector(index));
  }

  /** How many bytes of it are to be sent. */
  int length(int index) {
    return (int) Memory.readLong(vector(index) + 8);
  }

  void clear() {
    size = 0;
    used = 0;
  }

  private long vector(int index) {
    return vectors + (long) index * VECTOR_BYTES;
  }
}
