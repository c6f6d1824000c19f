package io.lvsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames in one line each. */
class FrameTextTest {
  private static final long MAC = MacAddress.parse("02:00:00:00:01:10");
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final int PAYLOAD = Ethernet.HEADER + Ipv4.HEADER;

  @Test
  void arp() {
    byte[] request = Arp.frame(MacAddress.BROADCAST, MAC, Arp.REQUEST, MAC, CLIENT, 0, VIP);
    assertThat(FrameText.of(request))
        .isEqualTo("ARP who has 192.168.2.188? tell 192.168.2.10 at 02:00:00:00:01:10");
    assertThat(FrameText.macs(request)).isEqualTo("02:00:00:00:01:10 > ff:ff:ff:ff:ff:ff");
    byte[] reply = Arp.frame(MAC, MAC, Arp.REPLY, MAC, VIP, MAC, CLIENT);
    assertThat(FrameText.of(reply))
        .isEqualTo("ARP 192.168.2.188 is at 02:00:00:00:01:10, to 192.168.2.10");
  }

  @Test
  void tcp() {
    byte[] frame = ipv4(Ipv4.PROTOCOL_TCP, Tcp.HEADER + 3, 0);
    Tcp.write(frame, PAYLOAD, Tcp.HEADER, 40000, 80, 1, 2, Tcp.PSH | Tcp.ACK, 100);
    assertThat(FrameText.of(frame))
        .isEqualTo("TCP 192.168.2.10:40000 > 192.168.2.188:80 P. length 3 ttl 64");
  }

  @Test
  void udp() {
    byte[] frame = ipv4(Ipv4.PROTOCOL_UDP, Udp.HEADER + 5, 0);
    Udp.write(frame, PAYLOAD, Udp.HEADER + 5, 5353, 53, CLIENT, VIP);
    assertThat(FrameText.of(frame))
        .isEqualTo("UDP 192.168.2.10:5353 > 192.168.2.188:53 length 5 ttl 64");
  }

  @Test
  void icmp() {
    byte[] frame = ipv4(Ipv4.PROTOCOL_ICMP, Icmp.HEADER, 0);
    Icmp.write(frame, PAYLOAD, Icmp.HEADER, Icmp.UNREACHABLE, Icmp.PORT_UNREACHABLE, 0);
    assertThat(FrameText.of(frame))
        .isEqualTo("ICMP 192.168.2.10 > 192.168.2.188 port unreachable ttl 64");
  }

  @Test
  void otherThings() {
    assertThat(FrameText.of(ipv4(Ipv4.PROTOCOL_TCP, 20, 5)))
        .isEqualTo("IPv4 fragment 192.168.2.10 > 192.168.2.188 ttl 64");
    assertThat(FrameText.of(ipv4(47, 20, 0)))
        .isEqualTo("IPv4 protocol 47 192.168.2.10 > 192.168.2.188 ttl 64");
    assertThat(FrameText.of(new byte[3])).contains("too short");
    assertThat(FrameText.of(new byte[60])).isEqualTo("Ethernet type 0x0000, 60 bytes");
  }

  @Test
  void noBytesWhatsoeverBreakIt() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] frame = new byte[random.nextInt(80)];
      random.nextBytes(frame);
      if (frame.length >= Ethernet.HEADER) {
        Ethernet.write(frame, 1, 2, random.nextBoolean() ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_ARP);
      }
      if (frame.length > 24) {
        frame[14] = (byte) (0x40 | random.nextInt(16));
        frame[23] = new byte[] {1, 6, 17}[random.nextInt(3)];
      }
      assertThat(FrameText.of(frame)).isNotBlank();
    }
  }

  private static byte[] ipv4(int protocol, int payloadBytes, int fragment) {
    int length = Ipv4.HEADER + payloadBytes;
    byte[] frame = Ethernet.allocate(length);
    Ethernet.write(frame, MAC, MAC, Ethernet.TYPE_IPV4);
    Ipv4.write(frame, Ethernet.HEADER, length, 1, fragment, 64, protocol, CLIENT, VIP);
    return frame;
  }
}
