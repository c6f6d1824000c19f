package io.lvsim.wire;

/** IPv4 addresses, as ints on the packet path: a.b.c.d is {@code a<<24|b<<16|c<<8|d}. */
public final class Ipv4Address {
  /** 0.0.0.0. */
  public static final int ANY = 0;

  /** 255.255.255.255. */
  public static final int BROADCAST = -1;

  private Ipv4Address() {}

  /** Dotted decimal. */
  public static String format(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xFF)
        + "."
        + (address >>> 8 & 0xFF)
        + "."
        + (address & 0xFF);
  }

  /**
   * Reads four decimal numbers from 0 to 255, without leading zeros, separated by dots.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static int parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw notAnAddress(text);
    }
    int address = 0;
    for (String part : parts) {
      address = address << 8 | octet(text, part);
    }
    return address;
  }

  /** Whether {@link #parse} would accept a text. */
  public static boolean isValid(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int octet(String text, String part) {
    boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
    if (part.isEmpty() || part.length() > 3 || leadingZero) {
      throw notAnAddress(text);
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      char digit = part.charAt(i);
      if (digit < '0' || digit > '9') {
        throw notAnAddress(text);
      }
      value = value * 10 + digit - '0';
    }
    if (value > 255) {
      throw notAnAddress(text);
    }
    return value;
  }

  /** The netmask of a prefix length from 0 to 32. */
  public static int mask(int prefixLength) {
    return prefixLength == 0 ? 0 : -1 << 32 - prefixLength;
  }

  /** Whether an address lies in a prefix. */
  public static boolean inPrefix(int address, int prefix, int prefixLength) {
    return ((address ^ prefix) & mask(prefixLength)) == 0;
  }

  /** 224.0.0.0/4. */
  public static boolean isMulticast(int address) {
    return address >>> 28 == 0xE;
  }

  /** 127.0.0.0/8. */
  public static boolean isLoopback(int address) {
    return address >>> 24 == 127;
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException("'" + text + "' is not an IPv4 address like 192.168.2.188");
  }
}
