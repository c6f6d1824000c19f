package io.lvsim.command.ipvsadm;

import java.util.OptionalInt;

/**
 * Addresses in every spelling that inet_aton(3) takes: one to four numbers, decimal, octal (leading
 * 0) or hexadecimal (leading 0x), the last of which fills all bytes that are left; what follows
 * behind white space does not count.
 */
final class InternetAddress {
  private InternetAddress() {}

  /** The address, or empty for what is none. */
  static OptionalInt read(String text) {
    String[] parts = text.split("[ \\t\\n\\x0B\\f\\r]", 2)[0].split("\\.", -1);
    if (parts.length > 4) {
      return OptionalInt.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long number = number(parts[i]);
      long most = last ? (1L << 8 * (4 - i)) - 1 : 255;
      if (number < 0 || number > most) {
        return OptionalInt.empty();
      }
      address |= last ? number : number << 8 * (3 - i);
    }
    return OptionalInt.of((int) address);
  }

  private static long number(String text) {
    String digits = text.length() > 12 ? "" : text;
    if (digits.matches("0[xX][0-9a-fA-F]+")) {
      return Long.parseLong(digits.substring(2), 16);
    }
    if (digits.matches("0[0-7]*")) {
      return Long.parseLong(digits, 8);
    }
    return digits.matches("[1-9][0-9]*") ? Long.parseLong(digits) : -1;
  }
}
