package io.lvsim.replay;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import org.jspecify.annotations.Nullable;

/**
 * Who talks to whom: TCP or UDP between two ports, or ICMP echo, whose identifier stands for both.
 */
record Flow(int protocol, int source, int sourcePort, int destination, int destinationPort) {
  private static final int AT = Ethernet.HEADER;

  /** The flow of an untagged frame; null where it is of none. */
  static @Nullable Flow of(byte[] frame) {
    boolean packet =
        frame.length > AT
            && FrameParts.isIpv4(frame, AT)
            && FrameParts.isWhole(frame, AT)
            && Ipv4.fragmentOffset(frame, AT) == 0;
    return packet ? of(frame, AT, AT + Ipv4.totalLength(frame, AT)) : null;
  }

  /** The flow of the packet that an ICMP error quotes; null where the frame is nothing such. */
  static @Nullable Flow quotedIn(byte[] frame) {
    if (frame.length <= AT || !FrameParts.isIpv4(frame, AT) || !FrameParts.isWhole(frame, AT)) {
      return null;
    }
    int payload = Ipv4.payload(frame, AT);
    int end = AT + Ipv4.totalLength(frame, AT);
    boolean error =
        Ipv4.protocol(frame, AT) == Ipv4.PROTOCOL_ICMP
            && end >= payload + Icmp.HEADER
            && Icmp.isError(Icmp.type(frame, payload));
    int quoted = payload + Icmp.HEADER;
    return error && FrameParts.isIpv4Header(frame, quoted, end) ? of(frame, quoted, end) : null;
  }

  private static @Nullable Flow of(byte[] bytes, int at, int end) {
    int protocol = Ipv4.protocol(bytes, at);
    int payload = Ipv4.payload(bytes, at);
    if (end < payload + Udp.HEADER) {
      return null;
    }
    int source = Ipv4.source(bytes, at);
    int destination = Ipv4.destination(bytes, at);
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP, Ipv4.PROTOCOL_UDP ->
          new Flow(
              protocol,
              source,
              Tcp.sourcePort(bytes, payload),
              destination,
              Tcp.destinationPort(bytes, payload));
      case Ipv4.PROTOCOL_ICMP -> echo(bytes, payload, source, destination);
      default -> null;
    };
  }

  private static @Nullable Flow echo(byte[] bytes, int at, int source, int destination) {
    int type = Icmp.type(bytes, at);
    if (type != Icmp.ECHO_REQUEST && type != Icmp.ECHO_REPLY) {
      return null;
    }
    int identifier = Icmp.rest(bytes, at) >>> 16;
    return new Flow(Ipv4.PROTOCOL_ICMP, source, identifier, destination, identifier);
  }

  /** The other way. */
  Flow reversed() {
    return new Flow(protocol, destination, destinationPort, source, sourcePort);
  }

  /** Such as {@code TCP 192.168.2.10:20001 -> 192.168.2.188:80}, as decisions name it. */
  String text() {
    String from = Ipv4Address.format(source);
    String to = Ipv4Address.format(destination);
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP ->
          "TCP " + from + ":" + sourcePort + " -> " + to + ":" + destinationPort;
      case Ipv4.PROTOCOL_UDP ->
          "UDP " + from + ":" + sourcePort + " -> " + to + ":" + destinationPort;
      default -> "ICMP " + from + " -> " + to;
    };
  }
}
