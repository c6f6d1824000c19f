package io.lvsim.host;

import java.math.BigInteger;

/** Whole numbers as /proc/sys takes them (proc_get_long, proc_dointvec). */
final class SysctlNumber {
  private SysctlNumber() {}

  /**
   * Reads the first number of a text: decimal, 0x hexadecimal or 0 octal, signed; what follows
   * behind white space is ignored.
   *
   * @throws HostException EINVAL if there is no number or it is out of range
   */
  static int parse(String text, int minimum, int maximum) throws HostException {
    return (int) parseLong(text, minimum, maximum);
  }

  /** As {@link #parse}, for 64 bits (proc_doulongvec_minmax). */
  static long parseLong(String text, long minimum, long maximum) throws HostException {
    long value = parseSome(text, 1)[0];
    if (value < minimum || value > maximum) {
      throw new HostException(Errno.EINVAL);
    }
    return value;
  }

  /**
   * Reads up to so many numbers that stand between white space; what follows is ignored.
   *
   * @return one number at least
   * @throws HostException EINVAL if there is none, or something else among them
   */
  static long[] parseSome(String text, int most) throws HostException {
    String[] words = text.strip().split("\\s+", most + 1);
    long[] numbers = new long[Math.min(words.length, most)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = decode(words[i]);
    }
    return numbers;
  }

  /**
   * A number of any length: decimal, 0x hexadecimal or 0 octal, signed.
   *
   * @throws HostException EINVAL
   */
  static BigInteger decodeBig(String number) throws HostException {
    boolean negative = number.startsWith("-");
    String digits = negative ? number.substring(1) : number;
    boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
    int radix = hexadecimal ? 16 : digits.startsWith("0") ? 8 : 10;
    String body = hexadecimal ? digits.substring(2) : digits;
    if (body.startsWith("+") || body.startsWith("-")) {
      throw new HostException(Errno.EINVAL);
    }
    try {
      BigInteger value = new BigInteger(body, radix);
      return negative ? value.negate() : value;
    } catch (NumberFormatException e) {
      throw new HostException(Errno.EINVAL);
    }
  }

  private static long decode(String number) throws HostException {
    if (number.startsWith("+") || number.startsWith("#") || number.startsWith("-#")) {
      throw new HostException(Errno.EINVAL);
    }
    try {
      return Long.decode(number);
    } catch (NumberFormatException e) {
      throw new HostException(Errno.EINVAL);
    }
  }
}
