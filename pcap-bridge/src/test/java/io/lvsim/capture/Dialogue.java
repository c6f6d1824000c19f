package io.lvsim.capture;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.util.List;

/** The frames of one short conversation, as a client's interface sees them. */
final class Dialogue {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int SERVER = Ipv4Address.parse("192.168.2.191");
  private static final long CLIENT_MAC = MacAddress.parse("02:00:00:00:01:10");
  private static final long SERVER_MAC = MacAddress.parse("02:00:00:00:01:91");

  private Dialogue() {}

  /** ARP request and reply, then a TCP handshake: out, in, out, in, out. */
  static List<byte[]> frames() {
    return List.of(
        Arp.frame(MacAddress.BROADCAST, CLIENT_MAC, Arp.REQUEST, CLIENT_MAC, CLIENT, 0, SERVER),
        Arp.frame(CLIENT_MAC, SERVER_MAC, Arp.REPLY, SERVER_MAC, SERVER, CLIENT_MAC, CLIENT),
        tcp(true, 1000, 0, Tcp.SYN),
        tcp(false, 5000, 1001, Tcp.SYN | Tcp.ACK),
        tcp(true, 1001, 5001, Tcp.ACK));
  }

  static Direction direction(int index) {
    return index % 2 == 0 ? Direction.OUTBOUND : Direction.INBOUND;
  }

  private static byte[] tcp(boolean fromClient, int sequence, int acknowledgment, int flags) {
    int source = fromClient ? CLIENT : SERVER;
    int destination = fromClient ? SERVER : CLIENT;
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + Tcp.HEADER);
    Ethernet.write(
        frame,
        fromClient ? SERVER_MAC : CLIENT_MAC,
        fromClient ? CLIENT_MAC : SERVER_MAC,
        Ethernet.TYPE_IPV4);
    int ip = Ethernet.HEADER;
    int length = Ipv4.HEADER + Tcp.HEADER;
    Ipv4.write(
        frame, ip, length, 1, Ipv4.DONT_FRAGMENT, 64, Ipv4.PROTOCOL_TCP, source, destination);
    int tcp = ip + Ipv4.HEADER;
    int ports = fromClient ? 40000 : 80;
    Tcp.write(
        frame,
        tcp,
        Tcp.HEADER,
        ports,
        fromClient ? 80 : 40000,
        sequence,
        acknowledgment,
        flags,
        64240);
    Tcp.writeChecksum(frame, tcp, Tcp.HEADER, source, destination);
    return frame;
  }
}
