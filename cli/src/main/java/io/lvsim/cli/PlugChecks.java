package io.lvsim.cli;

import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.live.MachineInterface;
import io.lvsim.live.Offloads;
import io.lvsim.nic.NicState;
import io.lvsim.nic.Nics;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What must or should be so on this machine before its interfaces are plugged into a lab. */
final class PlugChecks {
  private PlugChecks() {}

  /** The interface of a plug must be there, up, and of Ethernet. */
  static void requireInterface(Plug plug) throws BadInput {
    NicState found = NicState.of(plug.iface());
    if (found == null) {
      throw new BadInput(
          "--plug "
              + plug
              + ": there is no interface "
              + plug.iface()
              + "; there are "
              + String.join(", ", Nics.names()));
    }
    if (found.mac() == 0) {
      throw new BadInput(
          "--plug " + plug + ": " + plug.iface() + " has no MAC address, so it is no Ethernet");
    }
    if (!NicState.comesUp(plug.iface())) {
      throw new BadInput(
          "--plug "
              + plug
              + ": "
              + plug.iface()
              + " is down or has no carrier; try: ip link set "
              + plug.iface()
              + " up");
    }
  }

  /** What had better be otherwise. */
  static List<String> warnings(String iface) {
    List<String> warnings = new ArrayList<>();
    Offloads.of(iface)
        .filter(on -> on.gro() || on.lro())
        .ifPresent(on ->
            warnings.add(
                iface
                    + " merges frames that come in a row; what is longer than the MTU is refused;"
                    + " try: ethtool -K "
                    + iface
                    + (on.gro() ? " gro off" : "")
                    + (on.lro() ? " lro off" : "")));
    return warnings;
  }

  /** Addresses that both a machine of the lab and this machine's own kernel have: what to do. */
  static List<String> commonAddresses(Lab lab) {
    Set<Integer> simulated = new LinkedHashSet<>();
    for (Machine machine : lab.machines()) {
      for (Interface nic : machine.host().interfaces()) {
        for (InterfaceAddress address : nic.addresses()) {
          if (address.local() >>> 24 != 127) {
            simulated.add(address.local());
          }
        }
      }
    }
    List<String> problems = new ArrayList<>();
    for (MachineInterface nic : MachineInterface.all()) {
      for (MachineInterface.Address own : nic.addresses()) {
        if (simulated.contains(own.address())) {
          String text = Ipv4Address.format(own.address());
          problems.add(
              text
                  + " is an address of the lab and of this machine's own kernel, which would answer"
                  + " too; take it away: ip addr del "
                  + text
                  + "/"
                  + own.prefixLength()
                  + " dev "
                  + nic.name());
        }
      }
    }
    return problems;
  }
}
