package io.lvsim.ipvs;

import org.jspecify.annotations.Nullable;

/**
 * What many connections have in common: the virtual end, and the real server they are bound to with
 * the forwarding method it had then. Connections hold its number.
 */
final class Binding {
  final int protocol;
  final int virtualAddress;
  final int virtualPort;
  final int serverPort;

  /** The firewall mark of the packet that began the connection. */
  final int mark;

  final RealServer server;
  final ForwardingMethod method;

  int number;
  int references;
  @Nullable Binding nextInBucket;

  /**
   * @param protocol 0 for a mark's template, whose virtual address is the mark
   * @param serverPort as listed: 0 in templates for all ports
   */
  Binding(
      int protocol,
      int virtualAddress,
      int virtualPort,
      int serverPort,
      int mark,
      RealServer server,
      ForwardingMethod method) {
    this.protocol = protocol;
    this.virtualAddress = virtualAddress;
    this.virtualPort = virtualPort;
    this.serverPort = serverPort;
    this.mark = mark;
    this.server = server;
    this.method = method;
  }

  boolean isFor(int otherProtocol, int otherAddress, int otherPort) {
    return virtualAddress == otherAddress && virtualPort == otherPort && protocol == otherProtocol;
  }

  boolean equals(
      int otherProtocol,
      int otherAddress,
      int otherPort,
      int otherServerPort,
      int otherMark,
      RealServer otherServer) {
    return isFor(otherProtocol, otherAddress, otherPort)
        && serverPort == otherServerPort
        && mark == otherMark
        && server == otherServer
        && method == otherServer.method();
  }
}
