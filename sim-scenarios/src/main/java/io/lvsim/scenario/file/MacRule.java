package io.lvsim.scenario.file;

import io.lvsim.scenario.file.HostDraft.InterfaceDraft;
import io.lvsim.topology.AddressSpec;
import io.lvsim.topology.InterfaceSpec.Kind;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives MAC addresses to interfaces that have none written: they follow the first IP address, whose
 * last octet is read off in decimal digits. 192.168.2.191 gets 02:00:00:00:01:91. The fourth byte
 * is the number of the subnet, from 0 in the order of the file, likewise in decimal digits, so that
 * equal last octets of two subnets do not meet.
 */
final class MacRule {
  /** Locally administered, one station. */
  private static final long PREFIX = 0x02_0000_000000L;

  /** For interfaces without an address: the fourth byte, which no subnet's number has. */
  private static final int NO_SUBNET = 0xFF;

  private final TopologyDraft draft;
  private final List<AddressSpec> subnets = new ArrayList<>();
  private int withoutAddress;

  MacRule(TopologyDraft draft) {
    this.draft = draft;
  }

  void apply() {
    for (HostDraft host : draft.hosts.values()) {
      for (InterfaceDraft nic : host.interfaces.values()) {
        if (nic.kind != Kind.LOOPBACK && !nic.macIsWritten) {
          nic.mac = macOf(nic);
        }
      }
    }
  }

  private long macOf(InterfaceDraft nic) {
    if (nic.addresses.isEmpty() || nic.kind == Kind.DUMMY) {
      int number = withoutAddress++;
      return mac(NO_SUBNET, number / 100, number % 100);
    }
    AddressSpec first = nic.addresses.getFirst().spec();
    int lastOctet = first.address() & 0xFF;
    return mac(digits(subnetOf(first) % 100), lastOctet / 100, lastOctet % 100);
  }

  private static long mac(int fourth, int fifth, int sixth) {
    return PREFIX | (long) fourth << 16 | (long) digits(fifth % 100) << 8 | digits(sixth);
  }

  /** 91 becomes 0x91. */
  private static int digits(int number) {
    return number / 10 << 4 | number % 10;
  }

  private int subnetOf(AddressSpec address) {
    for (int i = 0; i < subnets.size(); i++) {
      AddressSpec subnet = subnets.get(i);
      if (Ipv4Address.inPrefix(address.address(), subnet.address(), subnet.prefixLength())) {
        return i;
      }
    }
    subnets.add(address);
    return subnets.size() - 1;
  }
}
