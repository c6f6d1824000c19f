package io.lvsim.replay;

import io.lvsim.wire.Ipv4Address;

/**
 * A range of IPv4 addresses.
 *
 * @param length from 0 to 32 bits
 */
record Ipv4Prefix(int address, int length) {
  /**
   * Reads {@code 10.0.0.0/8}, or an address alone, which is a prefix of 32 bits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static Ipv4Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Ipv4Prefix(Ipv4Address.parse(text), 32);
    }
    String length = text.substring(slash + 1);
    if (!length.matches("[0-9]|[12][0-9]|3[0-2]")) {
      throw new IllegalArgumentException("'" + text + "': a prefix has from 0 to 32 bits");
    }
    return new Ipv4Prefix(Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(length));
  }

  boolean contains(int other) {
    return Ipv4Address.inPrefix(other, address, length);
  }
}
