package io.lvsim.command.net;

import org.jspecify.annotations.Nullable;

/** Numbers and addresses as the C library reads them. */
public final class Inet {
  private Inet() {}

  /**
   * inet_aton(3): one to four numbers (decimal, 0 octal, 0x hexadecimal), the last of which fills
   * the rest; null if the text is anything else.
   */
  public static @Nullable Integer aton(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > 4) {
      return null;
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long limit = last ? 1L << 8 * (5 - parts.length) : 256;
      Long value = number(parts[i]);
      if (value == null || value >= limit) {
        return null;
      }
      address = last ? address << 8 * (5 - parts.length) | value : address << 8 | value;
    }
    return (int) address;
  }

  /** strtoul(3) with base 0 over the whole text, at most 32 bits; null if it is anything else. */
  public static @Nullable Long number(String text) {
    try {
      long value = parse(text);
      return value >= 0 && value <= 0xFFFF_FFFFL ? value : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static long parse(String text) {
    if (text.isEmpty() || !Character.isDigit(text.charAt(0)) || text.length() > 34) {
      throw new NumberFormatException(text);
    }
    if (text.startsWith("0x") || text.startsWith("0X")) {
      if (text.length() < 3 || Character.digit(text.charAt(2), 16) < 0) {
        throw new NumberFormatException(text);
      }
      return Long.parseLong(text, 2, text.length(), 16);
    }
    boolean octal = text.length() > 1 && text.charAt(0) == '0';
    return octal ? Long.parseLong(text, 1, text.length(), 8) : Long.parseLong(text);
  }

  /** The prefix length of a netmask; -1 if its ones are not in front. */
  public static int prefixLength(int mask) {
    int length = Integer.bitCount(mask);
    boolean inFront = length == 0 ? mask == 0 : mask == -1 << 32 - length;
    return inFront ? length : -1;
  }
}
