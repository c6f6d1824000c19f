package io.lvsim.command.ipvsadm;

import io.lvsim.wire.Ipv4Address;
import java.net.InetAddress;

/** The group behind --mcast-group. */
final class MulticastGroup {
  private MulticastGroup() {}

  /**
   * Checks that a text is a multicast address, IPv6 if it has a colon.
   *
   * @return the text as an address is written
   */
  static String check(String text) throws Exit {
    boolean ipv6 = text.contains(":");
    boolean good = ipv6 ? isIpv6Multicast(text) : isIpv4Multicast(text);
    if (!good) {
      throw Exit.usage("invalid " + (ipv6 ? "IPv6" : "IPv4") + " mcast-group `" + text + "'");
    }
    return text;
  }

  private static boolean isIpv4Multicast(String text) {
    return Ipv4Address.isValid(text) && Ipv4Address.isMulticast(Ipv4Address.parse(text));
  }

  private static boolean isIpv6Multicast(String text) {
    try {
      return !text.contains("%") && InetAddress.ofLiteral(text).isMulticastAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
