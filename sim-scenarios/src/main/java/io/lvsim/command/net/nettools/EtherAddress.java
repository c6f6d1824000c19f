package io.lvsim.command.net.nettools;

import org.jspecify.annotations.Nullable;

/** Ethernet addresses as net-tools reads them (in_ether): pairs that are missing are zero. */
final class EtherAddress {
  private static final int BYTES = 6;

  private EtherAddress() {}

  /** The address, or null if the text is none. */
  static @Nullable Long parse(String text) {
    String[] pairs = text.split(":", -1);
    if (pairs.length > BYTES) {
      return null;
    }
    long mac = 0;
    for (int i = 0; i < BYTES; i++) {
      int value = i < pairs.length ? pair(pairs[i]) : 0;
      if (value < 0) {
        return null;
      }
      mac = mac << 8 | value;
    }
    return mac;
  }

  private static int pair(String text) {
    return text.matches("[0-9a-fA-F]{1,2}") ? Integer.parseInt(text, 16) : -1;
  }
}
