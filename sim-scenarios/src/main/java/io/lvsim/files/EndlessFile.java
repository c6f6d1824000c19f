package io.lvsim.files;

import java.util.function.IntFunction;

/**
 * A device that always has more bytes, such as /dev/zero and /dev/urandom; what is written is gone.
 *
 * @param bytes makes the next so many bytes
 */
public record EndlessFile(IntFunction<byte[]> bytes) implements LiveFile {
  private static final int PAGE = 4096;

  @Override
  public byte[] read() {
    return bytes.apply(PAGE);
  }

  @Override
  public void write(byte[] content) {
    // what is written here is gone
  }

  @Override
  public boolean isEndless() {
    return true;
  }
}
