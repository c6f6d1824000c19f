package io.lvsim.ipvs;

import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;

/**
 * ICMP errors that come to a virtual address because of a real server's reply: they go to that real
 * server, which needs them to find the path's MTU (ip_vs_in_icmp).
 */
final class IcmpForConnections {
  private static final int PORTS = 4;

  private final Connections connections;
  private final ConnectionTable table;
  private final IpvsSysctls sysctls;
  private final Scheduling scheduling;
  private final Traffic traffic;
  private final DirectRouteTransmit transmit;
  private final Telling telling;
  private final Packet quoted = new Packet();

  IcmpForConnections(
      Connections connections,
      IpvsSysctls sysctls,
      Scheduling scheduling,
      Traffic traffic,
      DirectRouteTransmit transmit,
      Telling telling) {
    this.connections = connections;
    this.table = connections.table();
    this.sysctls = sysctls;
    this.scheduling = scheduling;
    this.traffic = traffic;
    this.transmit = transmit;
    this.telling = telling;
  }

  /**
   * Looks at an ICMP packet.
   *
   * @return false if the host's own stack is to have it
   */
  boolean take(Packet packet) {
    if (!packet.holds(Icmp.HEADER) || !isAboutPackets(packet)) {
      return false;
    }
    int quotedAt = packet.transportAt() + Icmp.HEADER;
    if (!quotesPorts(packet, quotedAt)) {
      return false;
    }
    quoted.readQuoted(packet.frame(), quotedAt, packet.mark());
    int row = connections.find(quoted);
    if (row == Connections.NONE && sysctls.isOn(IpvsSetting.SCHEDULE_ICMP)) {
      row = scheduling.connectionFor(quoted);
    }
    if (row == Connections.NONE) {
      telling.leftToHost(packet, "the packet that it is about belongs to no connection");
    }
    return row >= 0 ? passOn(packet, row) : row == Scheduling.DONE;
  }

  private boolean passOn(Packet packet, int row) {
    int length = packet.length() - (packet.transportAt() - packet.ipAt());
    if (!Icmp.checksumIsRight(packet.frame(), packet.transportAt(), length)) {
      telling.dropped(packet, "its ICMP checksum is wrong");
      return true;
    }
    connections.telling().hit(row);
    Binding binding = table.binding(row);
    traffic.in(binding.server, packet.length());
    table.countPacket(row);
    return transmit.send(packet, binding.server, binding.method);
  }

  private static boolean isAboutPackets(Packet packet) {
    int type = Icmp.type(packet.frame(), packet.transportAt());
    return type == Icmp.UNREACHABLE || type == Icmp.SOURCE_QUENCH || type == Icmp.TIME_EXCEEDED;
  }

  /** Whether a sane IPv4 header and the ports of a protocol that has them are quoted. */
  private static boolean quotesPorts(Packet packet, int quotedAt) {
    byte[] frame = packet.frame();
    if (!packet.holds(Icmp.HEADER + Ipv4.HEADER) || Ipv4.version(frame, quotedAt) != 4) {
      return false;
    }
    int headerLength = Ipv4.headerLength(frame, quotedAt);
    int protocol = Ipv4.protocol(frame, quotedAt);
    return headerLength >= Ipv4.HEADER
        && packet.holds(Icmp.HEADER + headerLength + PORTS)
        && Ipv4.fragmentOffset(frame, quotedAt) == 0
        && (protocol == Ipv4.PROTOCOL_TCP
            || protocol == Ipv4.PROTOCOL_UDP
            || protocol == Ipv4.PROTOCOL_SCTP);
  }
}
