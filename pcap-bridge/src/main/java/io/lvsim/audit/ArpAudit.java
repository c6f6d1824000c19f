package io.lvsim.audit;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.Map;
import java.util.TreeMap;

/** Who claims the virtual addresses by ARP. */
final class ArpAudit {
  private final Neighborhood neighborhood;
  private final Findings findings;
  private final Map<Integer, Map<Long, Evidence>> claims = new TreeMap<>();

  ArpAudit(Neighborhood neighborhood, Findings findings) {
    this.neighborhood = neighborhood;
    this.findings = findings;
  }

  /** Looks at an ARP packet. */
  void look(Sighting sighting) {
    WirePacket packet = sighting.packet();
    if (!sighting.newOnLink()) {
      return;
    }
    int address = Arp.senderIp(packet.frame);
    if (!neighborhood.isVirtual(address)) {
      return;
    }
    long mac = Arp.senderMac(packet.frame);
    Evidence evidence = sighting.proves(text(packet.frame));
    boolean wrong =
        neighborhood.knowsDirector() ? !neighborhood.isDirector(mac) : neighborhood.isServer(mac);
    if (wrong) {
      tell(packet.frame, mac, address, evidence);
    } else if (!neighborhood.knowsDirector()) {
      claims.computeIfAbsent(address, a -> new TreeMap<>()).putIfAbsent(mac, evidence);
    }
  }

  private void tell(byte[] frame, long mac, int address, Evidence evidence) {
    String vip = Ipv4Address.format(address);
    boolean gratuitous = Arp.targetIp(frame) == address;
    if (Arp.operation(frame) == Arp.REQUEST && !gratuitous) {
      findings.add(
          FindingKind.ARP_REQUEST_FROM_VIP,
          neighborhood.name(mac) + " asks by ARP in the name of " + vip,
          evidence);
    } else {
      String does = gratuitous ? " announces that it is " : " answers ARP requests for ";
      findings.add(FindingKind.ARP_POISONING, neighborhood.name(mac) + does + vip, evidence);
    }
  }

  /** Where nobody knows the director, more than one claim is one too many. */
  void finish() {
    claims.forEach((address, macs) -> {
      if (macs.size() > 1) {
        findings.add(
            FindingKind.ARP_POISONING,
            FindingKind.ARP_POISONING.severity(),
            Ipv4Address.format(address)
                + " is claimed by "
                + macs.size()
                + " machines: "
                + names(macs),
            macs.size(),
            macs.values().toArray(Evidence[]::new));
      }
    });
  }

  private String names(Map<Long, Evidence> macs) {
    return String.join(", ", macs.keySet().stream().map(neighborhood::name).toList());
  }

  private static String text(byte[] frame) {
    String sender = Ipv4Address.format(Arp.senderIp(frame));
    String target = Ipv4Address.format(Arp.targetIp(frame));
    String mac = MacAddress.format(Arp.senderMac(frame));
    return Arp.operation(frame) == Arp.REQUEST
        ? "ARP who has " + target + "? tell " + sender + " at " + mac
        : "ARP " + sender + " is at " + mac + ", to " + target;
  }
}
