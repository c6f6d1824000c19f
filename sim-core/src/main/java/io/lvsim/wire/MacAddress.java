package io.lvsim.wire;

/** Ethernet addresses, as the low 48 bits of a long on the packet path. */
public final class MacAddress {
  /** ff:ff:ff:ff:ff:ff. */
  public static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

  private MacAddress() {}

  /** Whether the group bit is set (broadcast is a multicast). */
  public static boolean isMulticast(long mac) {
    return (mac & 0x0100_0000_0000L) != 0;
  }

  /** As Linux prints it: six lower-case hexadecimal pairs with colons. */
  public static String format(long mac) {
    StringBuilder text = new StringBuilder(17);
    for (int shift = 40; shift >= 0; shift -= 8) {
      int pair = (int) (mac >>> shift) & 0xFF;
      text.append(Character.forDigit(pair >> 4, 16)).append(Character.forDigit(pair & 15, 16));
      if (shift > 0) {
        text.append(':');
      }
    }
    return text.toString();
  }

  /**
   * Reads six hexadecimal pairs separated by colons.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static long parse(String text) {
    String[] pairs = text.split(":", -1);
    if (pairs.length != 6) {
      throw notAMac(text);
    }
    long mac = 0;
    for (String pair : pairs) {
      if (pair.isEmpty() || pair.length() > 2) {
        throw notAMac(text);
      }
      for (int i = 0; i < pair.length(); i++) {
        if (Character.digit(pair.charAt(i), 16) < 0 || pair.charAt(i) > 'f') {
          throw notAMac(text);
        }
      }
      mac = mac << 8 | Integer.parseInt(pair, 16);
    }
    return mac;
  }

  private static IllegalArgumentException notAMac(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a MAC address like 02:00:00:00:01:91");
  }
}
