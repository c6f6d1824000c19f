package io.lvsim.shell;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The open files of a process by number: 0 is read from, 1 written to, 2 for errors. */
final class Descriptors {
  /** One more than the highest number that a script may use. */
  static final int LIMIT = 1024;

  private static final ByteSink CLOSED =
      bytes -> {
        throw new WriteFailedException("Bad file descriptor");
      };

  private @Nullable Object[] open = new Object[4];

  /** A copy, which holds the same pipes open once more until it is closed. */
  Descriptors copy() {
    Descriptors copy = new Descriptors();
    copy.open = open.clone();
    for (Object end : open) {
      retain(end);
    }
    return copy;
  }

  /** Closes all. */
  void close() {
    for (int i = 0; i < open.length; i++) {
      set(i, null);
    }
  }

  /**
   * Lets a number stand for something.
   *
   * @param what a {@link ByteSource}, a {@link ByteSink}, or both; null closes it
   */
  void set(int number, @Nullable Object what) {
    if (number >= open.length) {
      open = Arrays.copyOf(open, number + 1);
    }
    Object old = open[number];
    retain(what);
    open[number] = what;
    if (old instanceof SharedEnd end) {
      end.closed();
    }
  }

  /** What a number stands for; null if it is closed. */
  @Nullable Object get(int number) {
    return number < open.length ? open[number] : null;
  }

  ByteSource in() {
    return source(0);
  }

  ByteSink out() {
    return sink(1);
  }

  ByteSink err() {
    return sink(2);
  }

  ByteSource source(int number) {
    return get(number) instanceof ByteSource source ? source : new TextSource("");
  }

  ByteSink sink(int number) {
    return get(number) instanceof ByteSink sink ? sink : CLOSED;
  }

  private static void retain(@Nullable Object what) {
    if (what instanceof SharedEnd end) {
      end.opened();
    }
  }
}
