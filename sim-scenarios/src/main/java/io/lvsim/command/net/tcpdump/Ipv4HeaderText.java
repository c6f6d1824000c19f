package io.lvsim.command.net.tcpdump;

import io.lvsim.wire.Ipv4;
import java.util.Locale;

/** What tcpdump -v says of an IPv4 header. */
final class Ipv4HeaderText {
  private static final String[] CONGESTION = {"", ",ECT(1)", ",ECT(0)", ",CE"};

  private Ipv4HeaderText() {}

  /** In parentheses, as in front of what the packet holds. */
  static String of(byte[] frame, int at) {
    int tos = Ipv4.tos(frame, at);
    int protocol = Ipv4.protocol(frame, at);
    return String.format(
        Locale.ROOT,
        "(tos 0x%x%s, ttl %d, id %d, offset %d, flags [%s], proto %s (%d), length %d)",
        tos,
        CONGESTION[tos & 3],
        Ipv4.ttl(frame, at),
        Ipv4.identification(frame, at),
        Ipv4.fragmentOffset(frame, at),
        flags(Ipv4.flagsAndOffset(frame, at)),
        name(protocol),
        protocol,
        Ipv4.totalLength(frame, at));
  }

  private static String flags(int fragment) {
    if ((fragment & Ipv4.MORE_FRAGMENTS) != 0) {
      return "+";
    }
    return (fragment & Ipv4.DONT_FRAGMENT) != 0 ? "DF" : "none";
  }

  private static String name(int protocol) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_ICMP -> "ICMP";
      case Ipv4.PROTOCOL_TCP -> "TCP";
      case Ipv4.PROTOCOL_UDP -> "UDP";
      default -> "unknown";
    };
  }
}
