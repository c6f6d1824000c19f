package io.lvsim.host;

import java.util.BitSet;

/** A set of ports as /proc/sys writes it: 1,5-7 (proc_do_large_bitmap). */
final class PortSet {
  private static final int HIGHEST = 65_535;

  private PortSet() {}

  /**
   * The same set with its ranges in order.
   *
   * @throws HostException EINVAL if something is neither a port nor a range
   */
  static String normalized(String text) throws HostException {
    BitSet ports = new BitSet();
    String list = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String part : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = port(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : port(part.substring(dash + 1));
      if (last < first) {
        throw new HostException(Errno.EINVAL);
      }
      ports.set(first, last + 1);
    }
    return written(ports);
  }

  private static int port(String text) throws HostException {
    if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
      throw new HostException(Errno.EINVAL);
    }
    return SysctlNumber.parse(text, 0, HIGHEST);
  }

  private static String written(BitSet ports) {
    StringBuilder text = new StringBuilder();
    for (int first = ports.nextSetBit(0); first >= 0; ) {
      int last = ports.nextClearBit(first) - 1;
      text.append(text.isEmpty() ? "" : ",").append(first);
      text.append(last > first ? "-" + last : "");
      first = ports.nextSetBit(last + 1);
    }
    return text.toString();
  }
}
