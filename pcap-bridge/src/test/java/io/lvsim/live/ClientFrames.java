package io.lvsim.live;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.Arrays;
import java.util.Random;

/** Random frames as a director may get them: most are ordinary, each can be wrong in some way. */
final class ClientFrames {
  private static final int AT = Ethernet.HEADER;
  private static final int TRANSPORT = AT + Ipv4.HEADER;
  private static final int[] PORTS = {80, 80, 80, 443, 53, 5060, 8080, 7};
  private static final int[] FLAGS = {
    Tcp.SYN, Tcp.SYN, Tcp.ACK, Tcp.ACK, Tcp.ACK, Tcp.FIN | Tcp.ACK, Tcp.RST, Tcp.SYN | Tcp.ACK, 0
  };
  private static final int[] TTLS = {64, 64, 64, 64, 64, 255, 2, 1, 0};
  private static final int[] STRANGE_SOURCES = {
    0, -1, Ipv4Address.parse("127.0.0.1"), Ipv4Address.parse("224.0.0.5"), LiveNode.DIP
  };

  private final Random random;

  ClientFrames(Random random) {
    this.random = random;
  }

  byte[] next() {
    byte[] frame =
        switch (random.nextInt(20)) {
          case 0 -> arp();
          case 1 -> packet(Ipv4.PROTOCOL_ICMP);
          case 2 -> packet(Ipv4.PROTOCOL_SCTP);
          case 3, 4, 5 -> packet(Ipv4.PROTOCOL_UDP);
          default -> packet(Ipv4.PROTOCOL_TCP);
        };
    return random.nextInt(8) == 0 ? spoilt(frame) : frame;
  }

  private byte[] arp() {
    boolean request = random.nextBoolean();
    int about = random.nextBoolean() ? LiveNode.VIP : LiveNode.RIP_1;
    return Arp.frame(
        request ? MacAddress.BROADCAST : LiveNode.MAC,
        LiveNode.CLIENT_MAC,
        request ? Arp.REQUEST : Arp.REPLY,
        LiveNode.CLIENT_MAC,
        LiveNode.CLIENT,
        request ? 0 : LiveNode.MAC,
        about);
  }

  private byte[] packet(int protocol) {
    int header = protocol == Ipv4.PROTOCOL_TCP ? Tcp.HEADER : Udp.HEADER;
    int payload = header + (random.nextInt(3) == 0 ? random.nextInt(1460) : random.nextInt(12));
    int source = source();
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Math.min(payload, 1480));
    int length = Math.min(payload, 1480);
    random.nextBytes(frame);
    Ethernet.write(frame, LiveNode.MAC, LiveNode.CLIENT_MAC, Ethernet.TYPE_IPV4);
    int ttl = TTLS[random.nextInt(TTLS.length)];
    int total = Ipv4.HEADER + length;
    Ipv4.write(frame, AT, total, 1, fragment(), ttl, protocol, source, LiveNode.VIP);
    int clientPort = 1000 + random.nextInt(40);
    int port = PORTS[random.nextInt(PORTS.length)];
    if (protocol == Ipv4.PROTOCOL_TCP) {
      int flags = FLAGS[random.nextInt(FLAGS.length)];
      Tcp.write(frame, TRANSPORT, Tcp.HEADER, clientPort, port, 1, 1, flags, 502);
      Tcp.writeChecksum(frame, TRANSPORT, length, source, LiveNode.VIP);
    } else if (protocol == Ipv4.PROTOCOL_UDP) {
      Udp.write(frame, TRANSPORT, length, clientPort, port, source, LiveNode.VIP);
    }
    return frame;
  }

  private int source() {
    return random.nextInt(25) == 0
        ? STRANGE_SOURCES[random.nextInt(STRANGE_SOURCES.length)]
        : LiveNode.CLIENT + random.nextInt(4);
  }

  private int fragment() {
    return switch (random.nextInt(20)) {
      case 0 -> Ipv4.MORE_FRAGMENTS;
      case 1 -> 185;
      case 2, 3, 4 -> 0;
      default -> Ipv4.DONT_FRAGMENT;
    };
  }

  /** The same frame with something wrong, or merely odd. */
  private byte[] spoilt(byte[] frame) {
    switch (random.nextInt(9)) {
      case 0 -> {
        return Arrays.copyOf(frame, random.nextInt(frame.length + 1));
      }
      case 1 -> {
        return Arrays.copyOf(frame, Math.min(1514, frame.length + random.nextInt(40)));
      }
      case 2 -> frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      case 3 -> Bytes.put48(frame, 0, LiveNode.RS_1);
      case 4 -> Bytes.put48(frame, 6, LiveNode.MAC);
      case 5 -> {
        return LiveNode.tagged(Arrays.copyOf(frame, Math.min(frame.length, 1500)));
      }
      case 6 -> leaveChecksumUnfinished(frame);
      case 7 -> Bytes.put8(frame, AT, 0x46);
      default -> Bytes.put16(frame, AT + 2, random.nextInt(1600));
    }
    return frame;
  }

  /** As a kernel leaves it to its card: the sum of the pseudo-header. */
  private static void leaveChecksumUnfinished(byte[] frame) {
    if (Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || Ipv4.protocol(frame, AT) != Ipv4.PROTOCOL_TCP) {
      return;
    }
    int length = Ipv4.payloadLength(frame, AT);
    long sum = (Ipv4.source(frame, AT) & 0xFFFF_FFFFL) + (LiveNode.VIP & 0xFFFF_FFFFL) + 6 + length;
    while (sum >>> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    Bytes.put16(frame, TRANSPORT + 16, (int) sum);
  }
}
