package io.lvsim.command.iptables;

import io.lvsim.command.net.Inet;
import io.lvsim.lab.NameService;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.RuleTarget;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which matches, targets and protocols there are. */
final class ExtensionCatalog {
  private static final Set<String> OTHER_MATCHES =
      Set.of(
          "addrtype",
          "ah",
          "bpf",
          "cgroup",
          "cluster",
          "connbytes",
          "connlabel",
          "connlimit",
          "connmark",
          "conntrack",
          "cpu",
          "dccp",
          "devgroup",
          "dscp",
          "ecn",
          "esp",
          "hashlimit",
          "helper",
          "iprange",
          "ipvs",
          "length",
          "limit",
          "nfacct",
          "osf",
          "owner",
          "physdev",
          "pkttype",
          "policy",
          "quota",
          "rateest",
          "realm",
          "recent",
          "rpfilter",
          "sctp",
          "set",
          "socket",
          "state",
          "statistic",
          "string",
          "tcpmss",
          "time",
          "tos",
          "ttl",
          "u32");
  private static final Set<String> OTHER_TARGETS =
      Set.of(
          "AUDIT",
          "CHECKSUM",
          "CLASSIFY",
          "CLUSTERIP",
          "CONNMARK",
          "CONNSECMARK",
          "CT",
          "DNAT",
          "DSCP",
          "ECN",
          "HMARK",
          "IDLETIMER",
          "LED",
          "LOG",
          "MASQUERADE",
          "NETMAP",
          "NFLOG",
          "NFQUEUE",
          "NOTRACK",
          "QUEUE",
          "RATEEST",
          "REDIRECT",
          "REJECT",
          "SECMARK",
          "SET",
          "SNAT",
          "SYNPROXY",
          "TCPMSS",
          "TCPOPTSTRIP",
          "TEE",
          "TOS",
          "TPROXY",
          "TRACE",
          "TTL",
          "ULOG");
  private static final List<String> PROTOCOLS =
      List.of(
          "icmp", "igmp", "ipencap", "tcp", "udp", "dccp", "gre", "esp", "ah", "vrrp", "sctp",
          "udplite");

  private final MangleTable table;
  private final Ports ports;
  private final Addresses addresses;

  ExtensionCatalog(MangleTable table, NameService names) {
    this.table = table;
    this.ports = new Ports(names);
    this.addresses = new Addresses(names);
  }

  Addresses addresses() {
    return addresses;
  }

  /** Whether a name is a target's, so that no chain can have it. */
  static boolean isTarget(String name) {
    return OTHER_TARGETS.contains(name)
        || List.of("ACCEPT", "DROP", "RETURN", "MARK").contains(name);
  }

  /** -m NAME. */
  Extension match(String name, RuleDraft rule) throws Complaint {
    return switch (name) {
      case "tcp" -> new PortsMatch("tcp", Ipv4.PROTOCOL_TCP, ports);
      case "udp" -> new PortsMatch("udp", Ipv4.PROTOCOL_UDP, ports);
      case "multiport" -> new MultiPortMatch(rule, ports);
      case "icmp" -> new OneOptionMatch("icmp", "--icmp-type", true, IcmpTypes::parse);
      case "mark" -> new OneOptionMatch("mark", "--mark", true, ExtensionCatalog::mark);
      case "mac" -> new OneOptionMatch("mac", "--mac-source", true, ExtensionCatalog::mac);
      case "comment" ->
          new OneOptionMatch("comment", "--comment", false, (text, not) -> comment(text));
      default -> {
        if (OTHER_MATCHES.contains(name)) {
          throw Complaint.notModelled("match `" + name + "'");
        }
        throw Complaint.about("Couldn't load match `" + name + "':No such file or directory\n");
      }
    };
  }

  /** The match that -p brings along once one of its options comes; null for none. */
  @Nullable Extension impliedBy(RuleDraft rule) throws Complaint {
    String name =
        switch (rule.protocol()) {
          case Ipv4.PROTOCOL_TCP -> "tcp";
          case Ipv4.PROTOCOL_UDP -> "udp";
          case Ipv4.PROTOCOL_ICMP -> "icmp";
          default -> "";
        };
    return name.isEmpty() || rule.names(name) ? null : match(name, rule);
  }

  /** -j NAME; null where the target has no options and has been set. */
  @Nullable Extension target(String name, RuleDraft rule) throws Complaint {
    switch (name) {
      case "ACCEPT" -> rule.setTarget(RuleTarget.ACCEPT);
      case "DROP" -> rule.setTarget(RuleTarget.DROP);
      case "RETURN" -> rule.setTarget(RuleTarget.RETURN);
      case "MARK" -> {
        return new MarkTarget();
      }
      default -> {
        if (OTHER_TARGETS.contains(name)) {
          throw Complaint.notModelled("target `" + name + "'");
        }
        if (!table.hasChain(name) || MangleTable.Chain.isBuiltIn(name)) {
          throw Complaint.about("Couldn't load target `" + name + "':No such file or directory\n");
        }
        rule.setTarget(new RuleTarget.Jump(name));
      }
    }
    return null;
  }

  /** A protocol by number or name. */
  static int protocol(String text) throws Complaint {
    Long number = Inet.number(text);
    if (number != null && number <= 255) {
      return number.intValue();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("all")) {
      return 0;
    }
    for (int candidate = 1; candidate < 256 && PROTOCOLS.contains(lower); candidate++) {
      if (MangleRule.protocolName(candidate).equals(lower)) {
        return candidate;
      }
    }
    throw Complaint.about("unknown protocol \"" + text + "\" specified");
  }

  private static PacketMatch mark(String text, boolean inverted) throws Complaint {
    int slash = text.indexOf('/');
    Long value = Inet.number(slash < 0 ? text : text.substring(0, slash));
    Long mask = slash < 0 ? (Long) 0xFFFF_FFFFL : Inet.number(text.substring(slash + 1));
    if (value == null || mask == null) {
      throw Complaint.about("mark: bad integer value for option \"--mark\", or out of range.\n");
    }
    return new PacketMatch.Mark(value.intValue(), mask.intValue(), inverted);
  }

  private static PacketMatch mac(String text, boolean inverted) throws Complaint {
    if (!text.matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}")) {
      throw Complaint.about("Invalid MAC address specified.");
    }
    long mac = MacAddress.parse(text.toLowerCase(Locale.ROOT));
    return new PacketMatch.SourceMac(mac, inverted);
  }

  private static PacketMatch comment(String text) {
    return new PacketMatch.Comment(text);
  }
}
