package io.lvsim.command.iptables;

import io.lvsim.netfilter.AddressMatch;
import io.lvsim.netfilter.InterfaceMatch;
import io.lvsim.netfilter.MangleRule;
import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.RuleTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A rule that is being read, option by option. */
final class RuleDraft {
  private static final int LONGEST_INTERFACE_NAME = 15;

  private final TreeSet<Character> given = new TreeSet<>();
  private final List<Extension> extensions = new ArrayList<>();
  private final List<PacketMatch> matches = new ArrayList<>();
  private List<AddressMatch> sources = List.of(AddressMatch.ANY);
  private List<AddressMatch> destinations = List.of(AddressMatch.ANY);
  private InterfaceMatch in = InterfaceMatch.ANY;
  private InterfaceMatch out = InterfaceMatch.ANY;
  private int protocol;
  private boolean protocolInverted;
  private boolean onlyLaterFragments;
  private RuleTarget target = RuleTarget.NONE;

  /** Notes that an option was given; complains if it was already. */
  void note(char option) throws Complaint {
    if (!given.add(option)) {
      throw Complaint.about("multiple -" + option + " flags not allowed");
    }
  }

  /** Which options were given. */
  boolean has(char option) {
    return given.contains(option);
  }

  /** The first option that was given, in the order in which iptables complains; 0 for none. */
  char firstGiven() {
    for (char option : new char[] {'s', 'd', 'p', 'j', 'i', 'o', 'c', 'f'}) {
      if (given.contains(option)) {
        return option;
      }
    }
    return 0;
  }

  int protocol() {
    return protocolInverted ? 0 : protocol;
  }

  void setProtocol(int number, boolean inverted) throws Complaint {
    if (number == 0 && inverted) {
      throw Complaint.about("rule would never match protocol");
    }
    protocol = number;
    protocolInverted = inverted;
  }

  void setSources(List<AddressMatch> matched) {
    sources = matched;
  }

  void setDestinations(List<AddressMatch> matched) {
    destinations = matched;
  }

  void setIn(String name, boolean inverted) throws Complaint {
    in = interfaceMatch(name, inverted);
  }

  void setOut(String name, boolean inverted) throws Complaint {
    out = interfaceMatch(name, inverted);
  }

  private static InterfaceMatch interfaceMatch(String name, boolean inverted) throws Complaint {
    if (name.isEmpty()) {
      throw Complaint.about("Empty interface is likely to be undesired");
    }
    if (name.length() > LONGEST_INTERFACE_NAME) {
      throw Complaint.about("interface name `" + name + "' must be shorter than IFNAMSIZ (15)");
    }
    boolean any = name.equals("+") && !inverted;
    return any ? InterfaceMatch.ANY : new InterfaceMatch(name, inverted);
  }

  void setOnlyLaterFragments(boolean inverted) throws Complaint {
    if (inverted) {
      throw Complaint.notModelled("! -f");
    }
    onlyLaterFragments = true;
  }

  void setTarget(RuleTarget ruleTarget) {
    target = ruleTarget;
  }

  void add(PacketMatch match) {
    matches.add(match);
  }

  void add(Extension extension) {
    extensions.add(extension);
  }

  /** Whether an extension was named. */
  boolean names(String name) {
    return extensions.stream().anyMatch(extension -> extension.name().equals(name));
  }

  /** Lets the extensions have an option, the last named first. */
  boolean offer(String option, boolean inverted, OptionWords words) throws Complaint {
    for (int i = extensions.size() - 1; i >= 0; i--) {
      if (extensions.get(i).take(option, inverted, words)) {
        return true;
      }
    }
    return false;
  }

  /** The kernel wants -p where ports or types of a protocol are looked at. */
  void requireProtocol(int number) throws Complaint {
    if (protocol() != number) {
      throw Complaint.kernel("Invalid argument. Run `dmesg' for more information.");
    }
  }

  /** Complains about interfaces that a chain does not know. */
  void checkInterfaces(String chain) throws Complaint {
    if (has('o') && (chain.equals("PREROUTING") || chain.equals("INPUT"))) {
      throw Complaint.about("Can't use -o with " + chain + "\n");
    }
    if (has('i') && (chain.equals("POSTROUTING") || chain.equals("OUTPUT"))) {
      throw Complaint.about("Can't use -i with " + chain + "\n");
    }
  }

  /** Complains about matches that a chain does not allow (xt_mac's hooks). */
  void checkMatches(String chain) throws Complaint {
    boolean outgoing = chain.equals("POSTROUTING") || chain.equals("OUTPUT");
    boolean mac = matches.stream().anyMatch(PacketMatch.SourceMac.class::isInstance);
    if (outgoing && mac) {
      throw Complaint.kernel("Invalid argument. Run `dmesg' for more information.");
    }
  }

  /** The rules: one for each pair of source and destination. */
  List<MangleRule> finish() throws Complaint {
    for (Extension extension : extensions) {
      extension.finish(this);
    }
    List<MangleRule> rules = new ArrayList<>();
    for (AddressMatch source : sources) {
      for (AddressMatch destination : destinations) {
        rules.add(
            new MangleRule(
                source,
                destination,
                in,
                out,
                protocol,
                protocolInverted,
                onlyLaterFragments,
                matches,
                target));
      }
    }
    return rules;
  }
}
