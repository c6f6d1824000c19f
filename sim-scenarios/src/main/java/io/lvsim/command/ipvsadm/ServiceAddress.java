package io.lvsim.command.ipvsadm;

import io.lvsim.lab.NameService;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An address and port as typed behind -t, -u and -r: {@code host[:port]}, where host is an address
 * in any spelling that inet_aton(3) takes, a name, or an IPv6 address.
 *
 * @param address IPv4; 0 for an IPv6 address
 * @param port -1 when none was typed
 */
record ServiceAddress(int address, int port, boolean ipv6) {
  /**
   * Reads one.
   *
   * @return null for what is none
   */
  static @Nullable ServiceAddress read(String text, int protocol, NameService names) {
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      boolean portFollows = end > 0 && text.startsWith(":", end + 1);
      return portFollows
          ? ipv6OrIpv4(text.substring(1, end), text.substring(end + 2), protocol, names)
          : null;
    }
    return ipv6OrIpv4(text, null, protocol, names);
  }

  private static @Nullable ServiceAddress ipv6OrIpv4(
      String host, @Nullable String bracketedPort, int protocol, NameService names) {
    if (isIpv6(host)) {
      return withPort(0, true, bracketedPort, protocol, names);
    }
    int colon = host.lastIndexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    OptionalInt address = InternetAddress.read(name);
    if (address.isEmpty()) {
      address = names.address(name);
    }
    if (address.isEmpty()) {
      return null;
    }
    String port = colon < 0 ? null : host.substring(colon + 1);
    return withPort(address.getAsInt(), false, port, protocol, names);
  }

  private static @Nullable ServiceAddress withPort(
      int address, boolean ipv6, @Nullable String port, int protocol, NameService names) {
    if (port == null) {
      return new ServiceAddress(address, -1, ipv6);
    }
    int number = (int) Numbers.within(port, 0, 65535);
    if (number < 0) {
      number = names.port(port, protocol).orElse(-1);
    }
    return number < 0 ? null : new ServiceAddress(address, number, ipv6);
  }

  private static boolean isIpv6(String text) {
    if (!text.contains(":") || text.contains("%")) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(text) instanceof Inet6Address;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
