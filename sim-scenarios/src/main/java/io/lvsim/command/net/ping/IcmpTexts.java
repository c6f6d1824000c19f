package io.lvsim.command.net.ping;

import io.lvsim.wire.Icmp;

/** How ping names ICMP errors (pr_icmph). */
final class IcmpTexts {
  private static final String[] UNREACHABLE = {
    "Destination Net Unreachable",
    "Destination Host Unreachable",
    "Destination Protocol Unreachable",
    "Destination Port Unreachable",
    "Frag needed and DF set",
    "Source Route Failed",
    "Destination Net Unknown",
    "Destination Host Unknown",
    "Source Host Isolated",
    "Destination Net Prohibited",
    "Destination Host Prohibited",
    "Destination Net Unreachable for Type of Service",
    "Destination Host Unreachable for Type of Service",
    "Packet filtered",
    "Precedence Violation",
    "Precedence Cutoff"
  };

  private static final String[] REDIRECT = {
    "Redirect Network",
    "Redirect Host",
    "Redirect Type of Service and Network",
    "Redirect Type of Service and Host"
  };

  private IcmpTexts() {}

  /**
   * An error's text.
   *
   * @param info its second word
   */
  static String of(int type, int code, int info) {
    return switch (type) {
      case Icmp.UNREACHABLE ->
          at(UNREACHABLE, code, "Dest Unreachable, Bad Code: ")
              + (code == Icmp.FRAGMENTATION_NEEDED ? " (mtu = " + info + ")" : "");
      case Icmp.SOURCE_QUENCH -> "Source Quench";
      case Icmp.TIME_EXCEEDED ->
          switch (code) {
            case 0 -> "Time to live exceeded";
            case 1 -> "Frag reassembly time exceeded";
            default -> "Time exceeded, Bad Code: " + code;
          };
      case Icmp.PARAMETER_PROBLEM -> "Parameter problem";
      default -> "Bad ICMP type: " + type;
    };
  }

  /** A redirect's kind. */
  static String redirect(int code) {
    return at(REDIRECT, code, "Redirect, Bad Code: ");
  }

  private static String at(String[] texts, int code, String otherwise) {
    return code < texts.length ? texts[code] : otherwise + code;
  }
}
