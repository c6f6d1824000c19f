package io.lvsim.command.iptables;

import io.lvsim.netfilter.PacketMatch;
import io.lvsim.netfilter.PortRange;

/** -m tcp and -m udp: one range for each port. */
final class PortsMatch implements Extension {
  private final String name;
  private final int protocol;
  private final Ports ports;
  private PortRange source = PortRange.ANY;
  private PortRange destination = PortRange.ANY;
  private boolean sourceGiven;
  private boolean sourceInverted;
  private boolean destinationGiven;
  private boolean destinationInverted;

  PortsMatch(String name, int protocol, Ports ports) {
    this.name = name;
    this.protocol = protocol;
    this.ports = ports;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean take(String option, boolean inverted, OptionWords words) throws Complaint {
    switch (option) {
      case "--sport", "--source-port" -> {
        if (sourceGiven) {
          throw Complaint.about("Only one `--source-port' allowed");
        }
        source = ports.range(words.argument(option), protocol);
        sourceGiven = true;
        sourceInverted = inverted;
      }
      case "--dport", "--destination-port" -> {
        if (destinationGiven) {
          throw Complaint.about("Only one `--destination-port' allowed");
        }
        destination = ports.range(words.argument(option), protocol);
        destinationGiven = true;
        destinationInverted = inverted;
      }
      case "--syn", "--tcp-flags", "--tcp-option" -> {
        if (!name.equals("tcp")) {
          return false;
        }
        throw Complaint.notModelled(option);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void finish(RuleDraft rule) throws Complaint {
    rule.requireProtocol(protocol);
    rule.add(new PacketMatch.Ports(name, source, sourceInverted, destination, destinationInverted));
  }
}
