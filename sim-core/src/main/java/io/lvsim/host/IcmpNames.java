package io.lvsim.host;

import io.lvsim.wire.Icmp;

/** What ICMP errors say, in words. */
final class IcmpNames {
  private static final String[] UNREACHABLE = {
    "network unreachable",
    "host unreachable",
    "protocol unreachable",
    "port unreachable",
    "fragmentation needed"
  };

  private IcmpNames() {}

  static String of(int type, int code) {
    return switch (type) {
      case Icmp.UNREACHABLE ->
          code < UNREACHABLE.length ? UNREACHABLE[code] : "unreachable, code " + code;
      case Icmp.TIME_EXCEEDED ->
          code == Icmp.REASSEMBLY_TIME_EXCEEDED ? "fragments are missing" : "time to live exceeded";
      case Icmp.REDIRECT -> "redirect";
      default -> "ICMP type " + type + ", code " + code;
    };
  }
}
