package io.lvsim.replay;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.Random;

/** Valid frames between two hosts, of random kinds, lengths and content. */
final class RandomFrames {
  static final long MAC_A = 0x0200_0000_0001L;
  static final long MAC_B = 0x0200_0000_0002L;
  static final int IP_A = 0x0A01_0203;
  static final int IP_B = 0xC0A8_02BC;

  /** What a frame carries. */
  enum Kind {
    TCP,
    UDP,
    UDP_WITHOUT_CHECKSUM,
    ECHO,
    ICMP_ERROR,
    ARP
  }

  private final Random random;

  RandomFrames(long seed) {
    random = new Random(seed);
  }

  byte[] frame(Kind kind) {
    byte[] plain = kind == Kind.ARP ? arp() : ipv4(packet(kind));
    return tagged(plain, random.nextInt(3));
  }

  byte[] arp() {
    int operation = 1 + random.nextInt(2);
    return Arp.frame(MAC_B, MAC_A, operation, MAC_A, IP_A, random.nextBoolean() ? 0 : MAC_B, IP_B);
  }

  static byte[] ipv4(byte[] packet) {
    byte[] frame = new byte[Ethernet.HEADER + packet.length];
    Ethernet.write(frame, MAC_B, MAC_A, Ethernet.TYPE_IPV4);
    System.arraycopy(packet, 0, frame, Ethernet.HEADER, packet.length);
    return frame;
  }

  /** Puts VLAN tags in front of the type; the outer one of two is a service tag. */
  static byte[] tagged(byte[] frame, int tags) {
    if (tags == 0) {
      return frame;
    }
    byte[] longer = new byte[frame.length + 4];
    System.arraycopy(frame, 0, longer, 0, 12);
    Bytes.put16(longer, 12, tags == 2 ? 0x88A8 : Ethernet.TYPE_VLAN);
    Bytes.put16(longer, 14, 10 + tags);
    System.arraycopy(frame, 12, longer, 16, frame.length - 12);
    return tags == 2 ? taggedInside(frame, longer) : longer;
  }

  private static byte[] taggedInside(byte[] frame, byte[] outer) {
    byte[] inner = tagged(frame, 1);
    byte[] both = new byte[outer.length + 4];
    System.arraycopy(outer, 0, both, 0, 16);
    System.arraycopy(inner, 12, both, 16, inner.length - 12);
    return both;
  }

  byte[] packet(Kind kind) {
    return switch (kind) {
      case TCP -> tcp(random.nextInt(200));
      case UDP, UDP_WITHOUT_CHECKSUM -> udp(random.nextInt(200), kind == Kind.UDP);
      case ECHO -> icmp(Icmp.ECHO_REQUEST, bytes(random.nextInt(64)));
      default -> icmpError(packet(random.nextBoolean() ? Kind.TCP : Kind.UDP));
    };
  }

  byte[] tcp(int dataBytes) {
    byte[] packet = withData(Ipv4.PROTOCOL_TCP, Tcp.HEADER + dataBytes, Tcp.HEADER);
    Tcp.write(packet, 20, 20, 40_000, 80, random.nextInt(), random.nextInt(), Tcp.ACK, 500);
    Tcp.writeChecksum(packet, 20, packet.length - 20, IP_A, IP_B);
    return packet;
  }

  byte[] udp(int dataBytes, boolean checksum) {
    byte[] packet = withData(Ipv4.PROTOCOL_UDP, Udp.HEADER + dataBytes, Udp.HEADER);
    Udp.write(packet, 20, packet.length - 20, 5000, 53, IP_A, IP_B);
    if (!checksum) {
      Bytes.put16(packet, 26, 0);
    }
    return packet;
  }

  private byte[] icmp(int type, byte[] data) {
    byte[] packet = withData(Ipv4.PROTOCOL_ICMP, Icmp.HEADER + data.length, Icmp.HEADER);
    System.arraycopy(data, 0, packet, 28, data.length);
    Icmp.write(packet, 20, packet.length - 20, type, 0, random.nextInt());
    return packet;
  }

  /** As a router quotes: the header and the first 8 bytes, or more. */
  byte[] icmpError(byte[] quoted) {
    int length = Math.min(quoted.length, 28 + 2 * random.nextInt(20));
    return icmp(Icmp.UNREACHABLE, java.util.Arrays.copyOf(quoted, length));
  }

  private byte[] withData(int protocol, int length, int header) {
    byte[] packet = new byte[20 + length];
    System.arraycopy(bytes(length - header), 0, packet, 20 + header, length - header);
    int identification = random.nextInt(65_536);
    Ipv4.write(packet, 0, packet.length, identification, 0, 64, protocol, IP_A, IP_B);
    return packet;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
