package io.lvsim.command.iptables;

import org.jspecify.annotations.Nullable;

/** Counters of 64 bits as they are written out. */
final class CounterText {
  private CounterText() {}

  /** A decimal number; null if the text is anything else. */
  static @Nullable Long parse(String text) {
    return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}
