package io.lvsim.ipvs;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;

/** Builds whole frames for tests. */
final class Frames {
  static final int IP_AT = Ethernet.HEADER;
  private static final int TRANSPORT_AT = IP_AT + Ipv4.HEADER;

  private Frames() {}

  static byte[] tcp(int from, int fromPort, int to, int toPort, int flags) {
    return tcp(from, fromPort, to, toPort, flags, 0, 64);
  }

  static byte[] tcp(int from, int fromPort, int to, int toPort, int flags, int dataBytes, int ttl) {
    int segment = Tcp.HEADER + dataBytes;
    byte[] frame = packet(from, to, Ipv4.PROTOCOL_TCP, segment, ttl);
    Tcp.write(frame, TRANSPORT_AT, Tcp.HEADER, fromPort, toPort, 1, 1, flags, 64240);
    Tcp.writeChecksum(frame, TRANSPORT_AT, segment, from, to);
    return frame;
  }

  static byte[] udp(int from, int fromPort, int to, int toPort) {
    return udp(from, fromPort, to, toPort, 4);
  }

  static byte[] udp(int from, int fromPort, int to, int toPort, int dataBytes) {
    return udp(from, fromPort, to, toPort, new byte[dataBytes]);
  }

  static byte[] udp(int from, int fromPort, int to, int toPort, byte[] data) {
    int length = Udp.HEADER + data.length;
    byte[] frame = packet(from, to, Ipv4.PROTOCOL_UDP, length, 64);
    System.arraycopy(data, 0, frame, TRANSPORT_AT + Udp.HEADER, data.length);
    Udp.write(frame, TRANSPORT_AT, length, fromPort, toPort, from, to);
    return frame;
  }

  /** An SCTP packet with chunks of four bytes. */
  static byte[] sctp(int from, int fromPort, int to, int toPort, int... chunkTypes) {
    byte[] frame = packet(from, to, Ipv4.PROTOCOL_SCTP, 12 + 4 * chunkTypes.length, 64);
    Bytes.put16(frame, TRANSPORT_AT, fromPort);
    Bytes.put16(frame, TRANSPORT_AT + 2, toPort);
    for (int i = 0; i < chunkTypes.length; i++) {
      Bytes.put8(frame, TRANSPORT_AT + 12 + 4 * i, chunkTypes[i]);
      Bytes.put16(frame, TRANSPORT_AT + 14 + 4 * i, 4);
    }
    return frame;
  }

  /** An ICMP error that quotes the first 28 bytes of a packet. */
  static byte[] icmpError(int from, int to, int type, int code, int info, byte[] about) {
    byte[] frame = packet(from, to, Ipv4.PROTOCOL_ICMP, Icmp.HEADER + 28, 64);
    System.arraycopy(about, IP_AT, frame, TRANSPORT_AT + Icmp.HEADER, 28);
    Icmp.write(frame, TRANSPORT_AT, Icmp.HEADER + 28, type, code, info);
    return frame;
  }

  private static byte[] packet(int from, int to, int protocol, int payloadBytes, int ttl) {
    int total = Ipv4.HEADER + payloadBytes;
    byte[] frame = Ethernet.allocate(total);
    Ethernet.write(frame, 0x020000000190L, 0x020000000010L, Ethernet.TYPE_IPV4);
    Ipv4.write(frame, IP_AT, total, 1, Ipv4.DONT_FRAGMENT, ttl, protocol, from, to);
    return frame;
  }
}
