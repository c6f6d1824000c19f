package io.lvsim.audit;

import io.lvsim.wire.Ipv4Address;

/** A connection by its ends. */
record FlowKey(int protocol, int client, int clientPort, int address, int port) {
  static FlowKey ofRequest(WirePacket packet) {
    return new FlowKey(
        packet.protocol,
        packet.source,
        packet.sourcePort,
        packet.destination,
        packet.destinationPort);
  }

  static FlowKey ofReply(WirePacket packet) {
    return new FlowKey(
        packet.protocol,
        packet.destination,
        packet.destinationPort,
        packet.source,
        packet.sourcePort);
  }

  /** The virtual end: {@code TCP 192.168.2.188:80}. */
  String target() {
    return AuditedService.Protocols.name(protocol) + " " + Ipv4Address.format(address) + ":" + port;
  }
}
