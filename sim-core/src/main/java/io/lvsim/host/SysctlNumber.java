package io.lvsim.host;

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
    String number = text.strip();
    int end = 0;
    while (end < number.length() && !Character.isWhitespace(number.charAt(end))) {
      end++;
    }
    long value = decode(number.substring(0, end));
    if (value < minimum || value > maximum) {
      throw new HostException(Errno.EINVAL);
    }
    return (int) value;
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
