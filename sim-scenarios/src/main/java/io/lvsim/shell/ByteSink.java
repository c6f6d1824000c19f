package io.lvsim.shell;

import java.nio.charset.StandardCharsets;

/** Where a command writes to: the terminal, a file, a pipe, nothing. */
public interface ByteSink {
  /** Writes; ends the process with SIGPIPE when nobody reads any more. */
  void write(byte[] bytes);

  /** Writes text as UTF-8. */
  default void print(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes text and a line end. */
  default void println(String text) {
    print(text + "\n");
  }
}
