package io.lvsim.netfilter;

import io.lvsim.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule: what it matches and what it does with a packet. Two rules are equal when they read the
 * same, as {@code iptables -D} wants it.
 *
 * @param protocol 0 for all
 * @param onlyLaterFragments {@code -f}
 * @param matches the extensions, in the order given
 */
public record MangleRule(
    AddressMatch source,
    AddressMatch destination,
    InterfaceMatch in,
    InterfaceMatch out,
    int protocol,
    boolean protocolInverted,
    boolean onlyLaterFragments,
    List<PacketMatch> matches,
    RuleTarget target) {
  public MangleRule {
    matches = List.copyOf(matches);
  }

  /** A rule that fits everything and does nothing, to be narrowed. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same matches with another target. */
  MangleRule withTarget(RuleTarget other) {
    return new MangleRule(
        source,
        destination,
        in,
        out,
        protocol,
        protocolInverted,
        onlyLaterFragments,
        matches,
        other);
  }

  /** Whether a packet fits. */
  boolean fits(byte[] frame, int ipAt, String cameIn, String goesOut, int mark) {
    if (!source.fits(Ipv4.source(frame, ipAt))
        || !destination.fits(Ipv4.destination(frame, ipAt))
        || !in.fits(cameIn)
        || !out.fits(goesOut)
        || protocol != 0 && (Ipv4.protocol(frame, ipAt) == protocol) == protocolInverted
        || onlyLaterFragments && Ipv4.fragmentOffset(frame, ipAt) == 0) {
      return false;
    }
    for (int i = 0; i < matches.size(); i++) {
      if (!matches.get(i).fits(frame, ipAt, mark)) {
        return false;
      }
    }
    return true;
  }

  /** As iptables-save prints it behind the chain's name. */
  public String text() {
    List<String> words = new ArrayList<>();
    addUnlessEmpty(words, source.text("-s"));
    addUnlessEmpty(words, destination.text("-d"));
    addUnlessEmpty(words, in.text("-i"));
    addUnlessEmpty(words, out.text("-o"));
    if (protocol != 0) {
      words.add((protocolInverted ? "! " : "") + "-p " + protocolName(protocol));
    }
    if (onlyLaterFragments) {
      words.add("-f");
    }
    for (PacketMatch match : matches) {
      words.add(match.text());
    }
    addUnlessEmpty(words, target.text());
    return String.join(" ", words);
  }

  /** The name in /etc/protocols, or the number. */
  public static String protocolName(int protocol) {
    return switch (protocol) {
      case 1 -> "icmp";
      case 2 -> "igmp";
      case 4 -> "ipencap";
      case 6 -> "tcp";
      case 17 -> "udp";
      case 33 -> "dccp";
      case 47 -> "gre";
      case 50 -> "esp";
      case 51 -> "ah";
      case 112 -> "vrrp";
      case 132 -> "sctp";
      case 136 -> "udplite";
      default -> Integer.toString(protocol);
    };
  }

  private static void addUnlessEmpty(List<String> words, String text) {
    if (!text.isEmpty()) {
      words.add(text);
    }
  }

  /** Builds a rule step by step. */
  public static final class Builder {
    private final List<PacketMatch> matches = new ArrayList<>();
    private AddressMatch source = AddressMatch.ANY;
    private AddressMatch destination = AddressMatch.ANY;
    private InterfaceMatch in = InterfaceMatch.ANY;
    private InterfaceMatch out = InterfaceMatch.ANY;
    private int protocol;
    private boolean protocolInverted;
    private boolean onlyLaterFragments;
    private RuleTarget target = RuleTarget.NONE;

    private Builder() {}

    public Builder source(AddressMatch match) {
      source = match;
      return this;
    }

    public Builder destination(AddressMatch match) {
      destination = match;
      return this;
    }

    public Builder in(InterfaceMatch match) {
      in = match;
      return this;
    }

    public Builder out(InterfaceMatch match) {
      out = match;
      return this;
    }

    /**
     * @param number 0 for all
     */
    public Builder protocol(int number, boolean inverted) {
      protocol = number;
      protocolInverted = inverted;
      return this;
    }

    public Builder onlyLaterFragments() {
      onlyLaterFragments = true;
      return this;
    }

    public Builder match(PacketMatch match) {
      matches.add(match);
      return this;
    }

    public Builder target(RuleTarget ruleTarget) {
      target = ruleTarget;
      return this;
    }

    public MangleRule build() {
      return new MangleRule(
          source,
          destination,
          in,
          out,
          protocol,
          protocolInverted,
          onlyLaterFragments,
          matches,
          target);
    }
  }
}
