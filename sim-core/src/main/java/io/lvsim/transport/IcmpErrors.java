package io.lvsim.transport;

import io.lvsim.host.Errno;
import io.lvsim.wire.Icmp;

/** What ICMP errors mean for transports (icmp_err_convert, tcp_v4_err). */
final class IcmpErrors {
  /** By code of "destination unreachable". */
  private static final Errno[] UNREACHABLE = {
    Errno.ENETUNREACH,
    Errno.EHOSTUNREACH,
    Errno.ENOPROTOOPT,
    Errno.ECONNREFUSED,
    Errno.EMSGSIZE,
    Errno.EOPNOTSUPP,
    Errno.ENETUNREACH,
    Errno.EHOSTDOWN,
    Errno.ENONET,
    Errno.ENETUNREACH,
    Errno.EHOSTUNREACH,
    Errno.ENETUNREACH,
    Errno.EHOSTUNREACH,
    Errno.EHOSTUNREACH,
    Errno.EHOSTUNREACH,
    Errno.EHOSTUNREACH
  };

  private static final String[] UNREACHABLE_TEXT = {
    "network unreachable",
    "host unreachable",
    "protocol unreachable",
    "port unreachable",
    "fragmentation needed",
    "source route failed",
    "network unknown",
    "host unknown",
    "host isolated",
    "network prohibited",
    "host prohibited",
    "network unreachable for the type of service",
    "host unreachable for the type of service",
    "administratively prohibited",
    "host precedence violation",
    "precedence cutoff"
  };

  private IcmpErrors() {}

  /** The error that a program gets; null if the message means nothing to it. */
  static @org.jspecify.annotations.Nullable Errno errno(int type, int code) {
    return switch (type) {
      case Icmp.UNREACHABLE -> code < UNREACHABLE.length ? UNREACHABLE[code] : null;
      case Icmp.TIME_EXCEEDED -> Errno.EHOSTUNREACH;
      case Icmp.PARAMETER_PROBLEM -> Errno.EPROTO;
      default -> null;
    };
  }

  /** Whether a connected UDP socket is told of it at once. */
  static boolean isHard(int type, int code) {
    return type == Icmp.PARAMETER_PROBLEM
        || type == Icmp.UNREACHABLE
            && (code == Icmp.PROTOCOL_UNREACHABLE
                || code == Icmp.PORT_UNREACHABLE
                || code >= 5 && code <= 10);
  }

  static String text(int type, int code) {
    return switch (type) {
      case Icmp.UNREACHABLE -> code < UNREACHABLE_TEXT.length ? UNREACHABLE_TEXT[code] : "unknown";
      case Icmp.TIME_EXCEEDED -> "time exceeded";
      case Icmp.PARAMETER_PROBLEM -> "parameter problem";
      default -> "type " + type;
    };
  }
}
