package io.lvsim.command.iptables;

import io.lvsim.command.net.Inet;
import io.lvsim.netfilter.PacketMatch.IcmpType;
import java.util.List;
import java.util.Locale;

/** Names of ICMP types (libxt_icmp.h). */
final class IcmpTypes {
  private static final int ANY_TYPE = 255;
  private static final int ANY_CODE = -1;

  private record Named(String name, int type, int code) {}

  private static final List<Named> NAMES =
      List.of(
          new Named("any", ANY_TYPE, ANY_CODE),
          new Named("echo-reply", 0, ANY_CODE),
          new Named("pong", 0, ANY_CODE),
          new Named("destination-unreachable", 3, ANY_CODE),
          new Named("network-unreachable", 3, 0),
          new Named("host-unreachable", 3, 1),
          new Named("protocol-unreachable", 3, 2),
          new Named("port-unreachable", 3, 3),
          new Named("fragmentation-needed", 3, 4),
          new Named("source-route-failed", 3, 5),
          new Named("network-unknown", 3, 6),
          new Named("host-unknown", 3, 7),
          new Named("network-prohibited", 3, 9),
          new Named("host-prohibited", 3, 10),
          new Named("TOS-network-unreachable", 3, 11),
          new Named("TOS-host-unreachable", 3, 12),
          new Named("communication-prohibited", 3, 13),
          new Named("host-precedence-violation", 3, 14),
          new Named("precedence-cutoff", 3, 15),
          new Named("source-quench", 4, ANY_CODE),
          new Named("redirect", 5, ANY_CODE),
          new Named("network-redirect", 5, 0),
          new Named("host-redirect", 5, 1),
          new Named("TOS-network-redirect", 5, 2),
          new Named("TOS-host-redirect", 5, 3),
          new Named("echo-request", 8, ANY_CODE),
          new Named("ping", 8, ANY_CODE),
          new Named("router-advertisement", 9, ANY_CODE),
          new Named("router-solicitation", 10, ANY_CODE),
          new Named("time-exceeded", 11, ANY_CODE),
          new Named("ttl-exceeded", 11, ANY_CODE),
          new Named("ttl-zero-during-transit", 11, 0),
          new Named("ttl-zero-during-reassembly", 11, 1),
          new Named("parameter-problem", 12, ANY_CODE),
          new Named("ip-header-bad", 12, 0),
          new Named("required-option-missing", 12, 1),
          new Named("timestamp-request", 13, ANY_CODE),
          new Named("timestamp-reply", 14, ANY_CODE),
          new Named("address-mask-request", 17, ANY_CODE),
          new Named("address-mask-reply", 18, ANY_CODE));

  private IcmpTypes() {}

  /** A name (or its beginning), a number, or type/code. */
  static IcmpType parse(String text, boolean inverted) throws Complaint {
    Named found = null;
    for (Named each : NAMES) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (each.name().toLowerCase(Locale.ROOT).startsWith(lower) && !text.isEmpty()) {
        if (found != null && found.type() != each.type()) {
          throw Complaint.about(
              "Ambiguous ICMP type `"
                  + text
                  + "': `"
                  + found.name()
                  + "' or `"
                  + each.name()
                  + "'?");
        }
        found = found == null ? each : found;
      }
    }
    if (found != null) {
      return new IcmpType(found.type(), found.code(), inverted);
    }
    return byNumber(text, inverted);
  }

  private static IcmpType byNumber(String text, boolean inverted) throws Complaint {
    int slash = text.indexOf('/');
    Long type = Inet.number(slash < 0 ? text : text.substring(0, slash));
    Long code = slash < 0 ? null : Inet.number(text.substring(slash + 1));
    if (type == null || type > 255 || slash >= 0 && (code == null || code > 255)) {
      throw Complaint.about("Unknown ICMP type `" + text + "'");
    }
    return new IcmpType(type.intValue(), code == null ? ANY_CODE : code.intValue(), inverted);
  }

  /** As iptables -L prints it. */
  static String text(IcmpType match, boolean numeric) {
    String not = match.inverted() ? "!" : "";
    if (!numeric) {
      for (Named each : NAMES) {
        if (each.type() == match.type() && each.code() == match.code()) {
          return "icmp " + not + each.name();
        }
      }
    }
    String code = match.code() < 0 ? "" : " code " + match.code();
    return (match.inverted() ? "icmp !type " : "icmptype ") + match.type() + code;
  }
}
