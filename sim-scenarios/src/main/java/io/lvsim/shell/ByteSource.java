package io.lvsim.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a command reads from: a file, a pipe, a here-document, nothing. */
public interface ByteSource {
  /**
   * Reads what is there; blocks in virtual time until there is something.
   *
   * @return the bytes, or an empty array at the end
   */
  byte[] read();

  /** Reads one line without its line end; null at the end. */
  @Nullable String readLine();

  /** Reads one line with its line end, which the last line may lack; empty at the end. */
  default byte[] readLineBytes() {
    String line = readLine();
    return line == null ? new byte[0] : (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Reads some bytes: fewer at the end, and where no more are there yet. */
  default byte[] readBytes(int count) {
    byte[] bytes = read();
    return bytes.length > count ? Arrays.copyOf(bytes, count) : bytes;
  }

  /** Reads to the end. */
  byte[] readAll();
}
