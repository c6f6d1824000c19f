package io.lvsim.files;

import java.util.Arrays;

/** What a path of a {@link FileTree} stands for. */
sealed interface Entry {
  /** When it changed last, in nanoseconds of virtual time. */
  long changedAtNanos();

  /** A directory. */
  record Directory(long changedAtNanos) implements Entry {}

  /** A file whose content is made when it is read. */
  record Live(LiveFile file) implements Entry {
    @Override
    public long changedAtNanos() {
      return 0;
    }
  }

  /** A file with its bytes. */
  final class Stored implements Entry {
    private byte[] bytes = new byte[0];
    private int length;
    private long changedAtNanos;

    @Override
    public long changedAtNanos() {
      return changedAtNanos;
    }

    int length() {
      return length;
    }

    /** A copy of the bytes from a position on. */
    byte[] read(int position) {
      return Arrays.copyOfRange(bytes, Math.min(position, length), length);
    }

    void truncate(long nowNanos) {
      length = 0;
      changedAtNanos = nowNanos;
    }

    /** Puts bytes at a position; a gap before it is filled with zeros. */
    void write(int position, byte[] content, long nowNanos) {
      int end = Math.addExact(position, content.length);
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length + bytes.length / 2));
      }
      if (position > length) {
        Arrays.fill(bytes, length, position, (byte) 0);
      }
      System.arraycopy(content, 0, bytes, position, content.length);
      length = Math.max(length, end);
      changedAtNanos = nowNanos;
    }
  }
}
