package io.lvsim.cli;

import io.lvsim.live.MachineInterface;
import io.lvsim.live.Offloads;
import io.lvsim.nic.NicState;
import io.lvsim.wire.Ipv4Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must or should be so on this machine before a director runs on one of its interfaces. */
final class LiveChecks {
  private static final Path IP_FORWARD = Path.of("/proc/sys/net/ipv4/ip_forward");

  private LiveChecks() {}

  /** The interface of a name. */
  static MachineInterface interfaceNamed(String name) throws BadInput {
    MachineInterface found = MachineInterface.named(name);
    if (found == null) {
      List<String> names = MachineInterface.all().stream().map(MachineInterface::name).toList();
      throw new BadInput(
          "--iface "
              + name
              + ": there is no such interface; there are: "
              + String.join(", ", names));
    }
    if (found.mac() == 0) {
      throw new BadInput("--iface " + name + ": it has no MAC address, so it is no Ethernet");
    }
    if (!NicState.comesUp(name)) {
      throw new BadInput(
          "--iface " + name + ": it is down or has no carrier; try: ip link set " + name + " up");
    }
    return found;
  }

  /** The director's own address: the one that was asked for, or the interface's first. */
  static MachineInterface.Address dip(MachineInterface nic, String wanted) throws BadInput {
    if (!wanted.isEmpty()) {
      return prefixOf(wanted);
    }
    if (nic.addresses().isEmpty()) {
      throw new BadInput(
          "--iface "
              + nic.name()
              + ": it has no IPv4 address; try: ip addr add ADDRESS/24 dev "
              + nic.name()
              + ", or say --dip ADDRESS/24");
    }
    return nic.addresses().getFirst();
  }

  private static MachineInterface.Address prefixOf(String text) throws BadInput {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (!Ipv4Address.isValid(address) || !length.matches("[1-9]|[12][0-9]|3[0-2]")) {
      throw new BadInput("--dip " + text + ": expected an address and a prefix: 192.168.2.190/24");
    }
    return new MachineInterface.Address(Ipv4Address.parse(address), Integer.parseInt(length));
  }

  /** No address of the director may be one of this machine's kernel, which would answer too. */
  static void refuseOwn(Set<Integer> addresses) throws BadInput {
    List<String> problems = new ArrayList<>();
    for (MachineInterface nic : MachineInterface.all()) {
      for (MachineInterface.Address own : nic.addresses()) {
        if (addresses.contains(own.address())) {
          String text = Ipv4Address.format(own.address());
          problems.add(
              text
                  + " is an address of this machine's own kernel, which would reset the"
                  + " connections to it; take it away: ip addr del "
                  + text
                  + "/"
                  + own.prefixLength()
                  + " dev "
                  + nic.name());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(String.join("\n", problems));
    }
  }

  /** What had better be otherwise. */
  static List<String> warnings(MachineInterface nic) {
    List<String> warnings = new ArrayList<>();
    if (forwards()) {
      warnings.add(
          "net.ipv4.ip_forward is 1: this machine's own kernel forwards packets for the VIP too,"
              + " or tells clients to go elsewhere; try: sysctl -w net.ipv4.ip_forward=0");
    }
    Offloads.of(nic.name())
        .filter(on -> on.gro() || on.lro())
        .ifPresent(on ->
            warnings.add(
                nic.name()
                    + " merges frames that come in a row ("
                    + named(on)
                    + "); what is longer than the MTU is refused; try: "
                    + offLine(nic, on)));
    return warnings;
  }

  private static boolean forwards() {
    try {
      return Files.readString(IP_FORWARD).strip().equals("1");
    } catch (IOException e) {
      return false; // not Linux
    }
  }

  private static String named(Offloads on) {
    return on.gro() && on.lro() ? "GRO and LRO" : on.gro() ? "GRO" : "LRO";
  }

  private static String offLine(MachineInterface nic, Offloads on) {
    return "ethtool -K " + nic.name() + (on.gro() ? " gro off" : "") + (on.lro() ? " lro off" : "");
  }
}
