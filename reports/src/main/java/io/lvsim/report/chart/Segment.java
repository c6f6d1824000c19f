package io.lvsim.report.chart;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import org.jspecify.annotations.Nullable;

/**
 * A TCP segment in a frame.
 *
 * @param payload how many bytes of data it carries
 * @param flow the connection, named from the side of who opened it
 * @param flowBack the same of a segment that comes back
 */
record Segment(
    String sourceAddress,
    int sourcePort,
    String destinationAddress,
    int destinationPort,
    int flags,
    int sequence,
    int payload,
    String flow,
    String flowBack) {
  /** The segment of a frame; null if it carries none that is whole. */
  static @Nullable Segment of(byte[] frame) {
    int at = Ethernet.HEADER;
    if (frame.length < at
        || Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(frame, at)
        || Ipv4.protocol(frame, at) != Ipv4.PROTOCOL_TCP
        || Ipv4.fragmentOffset(frame, at) != 0
        || Ipv4.payloadLength(frame, at) < Tcp.HEADER) {
      return null;
    }
    int tcp = Ipv4.payload(frame, at);
    String source = Ipv4Address.format(Ipv4.source(frame, at));
    String destination = Ipv4Address.format(Ipv4.destination(frame, at));
    String from = source + ":" + Tcp.sourcePort(frame, tcp);
    String to = destination + ":" + Tcp.destinationPort(frame, tcp);
    return new Segment(
        source,
        Tcp.sourcePort(frame, tcp),
        destination,
        Tcp.destinationPort(frame, tcp),
        Tcp.flags(frame, tcp),
        Tcp.sequence(frame, tcp),
        Ipv4.payloadLength(frame, at) - Tcp.headerLength(frame, tcp),
        from + " " + to,
        to + " " + from);
  }

  /** Opens a connection. */
  boolean opens() {
    return (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
  }

  /** Says yes to one that opens a connection. */
  boolean accepts() {
    return (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == (Tcp.SYN | Tcp.ACK);
  }
}
