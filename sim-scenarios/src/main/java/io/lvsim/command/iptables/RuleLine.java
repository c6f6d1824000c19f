package io.lvsim.command.iptables;

import io.lvsim.lab.NameService;
import io.lvsim.netfilter.AddressMatch;
import io.lvsim.netfilter.InterfaceMatch;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.PortRange;
import io.lvsim.netfilter.RuleTarget;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How iptables -L prints a rule (print_firewall and the extensions' print functions). */
final class RuleLine {
  private final NameService names;
  private final boolean numeric;
  private final boolean numericProtocol;

  RuleLine(NameService names, boolean numeric) {
    this(names, numeric, numeric);
  }

  private RuleLine(NameService names, boolean numeric, boolean numericProtocol) {
    this.names = names;
    this.numeric = numeric;
    this.numericProtocol = numericProtocol;
  }

  /** A line of the table, from the target on. */
  String inTable(MangleRule rule, boolean verbose) {
    String interfaces =
        verbose ? String.format(Locale.ROOT, "  %-6s %-6s", in(rule), out(rule)) : "";
    return String.format(
        Locale.ROOT,
        "%-9s %s%-4s %s%s %s%-19s %s%-19s %s",
        targetName(rule.target()),
        rule.protocolInverted() ? "!" : " ",
        protocol(rule),
        rule.onlyLaterFragments() ? "-f" : "--",
        interfaces,
        rule.source().inverted() ? "!" : " ",
        address(rule.source()),
        rule.destination().inverted() ? "!" : " ",
        address(rule.destination()),
        details(rule));
  }

  /** The line that -v prints of a rule which is added or deleted. */
  static String alone(MangleRule rule, NameService names) {
    RuleLine line = new RuleLine(names, true, false);
    return targetName(rule.target())
        + " "
        + (rule.protocolInverted() ? "!" : " ")
        + line.protocol(rule)
        + " opt "
        + (rule.onlyLaterFragments() ? "-f" : "--")
        + " in "
        + in(rule)
        + " out "
        + out(rule)
        + " "
        + (rule.source().inverted() ? "!" : " ")
        + line.address(rule.source())
        + " "
        + (rule.destination().inverted() ? "!" : " ")
        + "-> "
        + line.address(rule.destination())
        + "  "
        + line.details(rule);
  }

  private static String targetName(RuleTarget target) {
    return switch (target) {
      case RuleTarget.Verdict verdict ->
          verdict.kind() == RuleTarget.Verdict.Kind.CONTINUE ? "" : verdict.kind().name();
      case RuleTarget.SetMark mark -> "MARK";
      case RuleTarget.Jump jump -> jump.chain();
    };
  }

  private String protocol(MangleRule rule) {
    if (numericProtocol) {
      return Integer.toString(rule.protocol());
    }
    return rule.protocol() == 0 ? "all" : MangleRule.protocolName(rule.protocol());
  }

  private static String in(MangleRule rule) {
    return interfaceText(rule.in());
  }

  private static String out(MangleRule rule) {
    return interfaceText(rule.out());
  }

  private static String interfaceText(InterfaceMatch match) {
    return match.name().isEmpty() ? "*" : (match.inverted() ? "!" : "") + match.name();
  }

  private String address(AddressMatch match) {
    if (match.mask() == 0 && !match.inverted()) {
      return numeric ? "0.0.0.0/0" : "anywhere";
    }
    int length = Integer.bitCount(match.mask());
    if (match.mask() == -1) {
      String name = numeric ? null : names.host(match.address());
      return name == null ? Ipv4Address.format(match.address()) : name;
    }
    boolean prefix = Ipv4Address.mask(length) == match.mask();
    String mask = prefix ? Integer.toString(length) : Ipv4Address.format(match.mask());
    return Ipv4Address.format(match.address()) + "/" + mask;
  }

  /** Matches and target, a blank in front of each. */
  private String details(MangleRule rule) {
    StringBuilder text = new StringBuilder();
    for (PacketMatch match : rule.matches()) {
      text.append(' ').append(text(match, rule.protocol()));
    }
    if (rule.target() instanceof RuleTarget.SetMark mark) {
      text.append(" MARK ").append(text(mark));
    }
    return text.toString();
  }

  private static String text(RuleTarget.SetMark target) {
    String value = "0x" + Integer.toHexString(target.value());
    if (target.value() == 0) {
      return "and 0x" + Integer.toHexString(~target.mask());
    }
    if (target.value() == target.mask()) {
      return "or " + value;
    }
    if (target.mask() == 0) {
      return "xor " + value;
    }
    return target.mask() == -1
        ? "set " + value
        : "xset " + value + "/0x" + Integer.toHexString(target.mask());
  }

  private String text(PacketMatch match, int protocol) {
    return switch (match) {
      case PacketMatch.Ports ports ->
          ports.protocolName()
              + ports("spt", ports.source(), ports.sourceInverted(), protocol)
              + ports("dpt", ports.destination(), ports.destinationInverted(), protocol);
      case PacketMatch.MultiPort ports ->
          "multiport "
              + ports.side().option().substring(2)
              + " "
              + (ports.inverted() ? " !" : "")
              + list(ports.ranges(), protocol);
      case PacketMatch.Mark mark ->
          "mark match " + (mark.inverted() ? "! " : "") + hex(mark.value(), mark.mask());
      case PacketMatch.SourceMac mac ->
          "MAC " + (mac.inverted() ? "! " : "") + MacAddress.format(mac.mac());
      case PacketMatch.IcmpType icmp -> IcmpTypes.text(icmp, numeric);
      case PacketMatch.Comment comment -> "/* " + comment.comment() + " */";
    };
  }

  private static String hex(int value, int mask) {
    String whole = mask == -1 ? "" : "/0x" + Integer.toHexString(mask);
    return "0x" + Integer.toHexString(value) + whole;
  }

  private String ports(String name, PortRange range, boolean inverted, int protocol) {
    if (range.isAny() && !inverted) {
      return "";
    }
    String not = inverted ? "!" : "";
    if (range.first() == range.last()) {
      return " " + name + ":" + not + port(range.first(), protocol);
    }
    return " "
        + name
        + "s:"
        + not
        + port(range.first(), protocol)
        + ":"
        + port(range.last(), protocol);
  }

  private String list(List<PortRange> ranges, int protocol) {
    return ranges.stream()
        .map(range ->
            range.first() == range.last()
                ? port(range.first(), protocol)
                : port(range.first(), protocol) + ":" + port(range.last(), protocol))
        .collect(Collectors.joining(","));
  }

  private String port(int port, int protocol) {
    @Nullable String name = numeric ? null : names.service(port, protocol);
    return name == null ? Integer.toString(port) : name;
  }
}
