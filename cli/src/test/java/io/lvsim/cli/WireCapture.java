package io.lvsim.cli;

import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pcap file made frame by frame: connections of a client at 192.168.2.10 to 192.168.2.188:80, as
 * they are seen on the LAN of the director and two real servers. Each frame is a millisecond later.
 */
final class WireCapture {
  static final int ETHERNET = 1;
  static final long CLIENT = MacAddress.parse("02:00:00:00:00:10");
  static final long DIRECTOR = MacAddress.parse("02:00:00:00:01:90");
  static final long RS1 = MacAddress.parse("02:00:00:00:01:91");
  static final long RS2 = MacAddress.parse("02:00:00:00:01:92");

  private static final int CLIENT_ADDRESS = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final long BEGAN_MICROS = 1_767_225_600_000_000L;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private int port = 40_000;
  private int identification;
  private long micros;

  WireCapture(int linkType) {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    header.putInt(65_535).putInt(linkType);
    file.writeBytes(header.array());
  }

  /** The next connection begins: another port of the client. */
  WireCapture anotherConnection() {
    port++;
    return this;
  }

  /** Nothing comes for a while. */
  WireCapture pause(long millis) {
    micros += millis * 1000;
    return this;
  }

  /** The client sends, and the director hands it on to a server. */
  WireCapture request(long server, int flags, int sequence, int data) {
    identification++;
    sent(CLIENT, DIRECTOR, flags, sequence, data, 64);
    return sent(DIRECTOR, server, flags, sequence, data, 63);
  }

  /** The client sends; nobody hands it on. */
  WireCapture lost(long to, int flags, int sequence, int data) {
    identification++;
    return sent(CLIENT, to, flags, sequence, data, 64);
  }

  /** A machine answers the client in the name of the virtual address. */
  WireCapture reply(long from, int flags, int sequence, int data) {
    identification++;
    return frame(tcp(CLIENT, from, flags, sequence, data, 64, false));
  }

  private WireCapture sent(long from, long to, int flags, int sequence, int data, int ttl) {
    return frame(tcp(to, from, flags, sequence, data, ttl, true));
  }

  /** A handshake by way of the director. */
  WireCapture handshake(long server) {
    request(server, Tcp.SYN, 1000, 0);
    reply(server, Tcp.SYN | Tcp.ACK, 5000, 0);
    return request(server, Tcp.ACK, 1001, 0);
  }

  /** A whole connection. */
  WireCapture connection(long server) {
    anotherConnection().handshake(server);
    request(server, Tcp.PSH | Tcp.ACK, 1001, 10);
    reply(server, Tcp.PSH | Tcp.ACK, 5001, 10);
    request(server, Tcp.FIN | Tcp.ACK, 1011, 0);
    reply(server, Tcp.FIN | Tcp.ACK, 5011, 0);
    return request(server, Tcp.ACK, 1012, 0);
  }

  /** Any bytes as a frame. */
  WireCapture frame(byte[] bytes) {
    micros += 1000;
    long at = BEGAN_MICROS + micros;
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) (at / 1_000_000)).putInt((int) (at % 1_000_000));
    header.putInt(bytes.length).putInt(bytes.length);
    file.writeBytes(header.array());
    file.writeBytes(bytes);
    return this;
  }

  private byte[] tcp(
      long to, long from, int flags, int sequence, int data, int ttl, boolean request) {
    int length = Tcp.HEADER + data;
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + length);
    Ethernet.write(frame, to, from, Ethernet.TYPE_IPV4);
    int source = request ? CLIENT_ADDRESS : VIP;
    int destination = request ? VIP : CLIENT_ADDRESS;
    Ipv4.write(
        frame,
        Ethernet.HEADER,
        Ipv4.HEADER + length,
        identification,
        0,
        ttl,
        Ipv4.PROTOCOL_TCP,
        source,
        destination);
    int at = Ethernet.HEADER + Ipv4.HEADER;
    int sourcePort = request ? port : 80;
    int destinationPort = request ? 80 : port;
    Tcp.write(frame, at, Tcp.HEADER, sourcePort, destinationPort, sequence, 0, flags, 1000);
    return frame;
  }

  Path write(Path to) throws IOException {
    return Files.write(to, file.toByteArray());
  }
}
