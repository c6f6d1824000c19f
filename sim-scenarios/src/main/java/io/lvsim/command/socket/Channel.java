package io.lvsim.command.socket;

import io.lvsim.shell.ByteSink;
import io.lvsim.shell.ByteSource;
import org.jspecify.annotations.Nullable;

/** One side of a relay: where bytes come from and go to. */
interface Channel {
  /** Where its bytes come from; null where it is only written to. */
  @Nullable ByteSource source();

  /** Where bytes go; null where it is only read. */
  @Nullable ByteSink sink();

  /** No more will be written: the other side of it sees an end. */
  default void finishWriting() {}

  /** Why reading ended, in the words of strerror; empty for an ordinary end. */
  default String readFailure() {
    return "";
  }

  /** The program is done with it. */
  default void close() {}

  /** A channel of standard input and output, or of one file: nothing has to be told at the end. */
  record Plain(@Nullable ByteSource source, @Nullable ByteSink sink) implements Channel {}
}
