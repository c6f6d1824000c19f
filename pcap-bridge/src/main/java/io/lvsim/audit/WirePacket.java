package io.lvsim.audit;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a frame holds, as far as it was kept: ARP, or an IPv4 packet with ports. VLAN tags are taken
 * off. Checksums are not looked at: those of frames captured at their sender may be unfinished.
 */
final class WirePacket {
  private static final int TAG = 4;
  private static final int TYPE_SERVICE_TAG = 0x88A8;
  private static final int TYPE_OLD_SERVICE_TAG = 0x9100;
  private static final int TTL_AT = 8;
  private static final int CHECKSUM_AT = 10;

  final byte[] frame;
  final int ipAt = Ethernet.HEADER;
  final boolean arp;
  final int protocol;
  final int source;
  final int destination;
  final int ttl;
  final int transportAt;

  /** Whether ports (and all of a TCP header) are there. */
  final boolean hasPorts;

  final int sourcePort;
  final int destinationPort;

  private WirePacket(byte[] frame, boolean arp, boolean ip) {
    this.frame = frame;
    this.arp = arp;
    protocol = ip ? Ipv4.protocol(frame, ipAt) : -1;
    source = ip ? Ipv4.source(frame, ipAt) : 0;
    destination = ip ? Ipv4.destination(frame, ipAt) : 0;
    ttl = ip ? Ipv4.ttl(frame, ipAt) : 0;
    transportAt = ip ? Ipv4.payload(frame, ipAt) : 0;
    hasPorts = ip && Ipv4.fragmentOffset(frame, ipAt) == 0 && holdsPorts();
    sourcePort = hasPorts ? Udp.sourcePort(frame, transportAt) : 0;
    destinationPort = hasPorts ? Udp.destinationPort(frame, transportAt) : 0;
  }

  /** Reads a frame of any link layer that is known; null for what {@link #of(byte[])} is. */
  static @Nullable WirePacket of(SeenFrame frame) {
    byte[] ethernet = LinkLayer.ethernet(frame.linkType(), frame.bytes());
    return ethernet == null ? null : of(ethernet);
  }

  /** Whether a frame of any link layer that is known has IPv6 in it. */
  static boolean isIpv6(SeenFrame frame) {
    byte[] ethernet = LinkLayer.ethernet(frame.linkType(), frame.bytes());
    byte[] bare = ethernet == null ? new byte[0] : withoutTags(ethernet);
    return bare.length >= Ethernet.HEADER && Ethernet.type(bare) == Ethernet.TYPE_IPV6;
  }

  /** Reads an Ethernet frame; null for what is neither ARP nor IPv4, or too short to tell. */
  static @Nullable WirePacket of(byte[] captured) {
    byte[] frame = withoutTags(captured);
    if (frame.length < Ethernet.HEADER) {
      return null;
    }
    if (Ethernet.type(frame) == Ethernet.TYPE_ARP) {
      return Arp.isWellFormed(frame) ? new WirePacket(frame, true, false) : null;
    }
    return Ethernet.type(frame) == Ethernet.TYPE_IPV4 && holdsIpHeader(frame, Ethernet.HEADER)
        ? new WirePacket(frame, false, true)
        : null;
  }

  private static byte[] withoutTags(byte[] captured) {
    byte[] frame = captured;
    while (frame.length >= Ethernet.HEADER + TAG && isTagged(frame)) {
      byte[] bare = Arrays.copyOf(frame, frame.length - TAG);
      System.arraycopy(frame, 12 + TAG, bare, 12, bare.length - 12);
      frame = bare;
    }
    return frame;
  }

  private static boolean isTagged(byte[] frame) {
    int type = Ethernet.type(frame);
    return type == Ethernet.TYPE_VLAN || type == TYPE_SERVICE_TAG || type == TYPE_OLD_SERVICE_TAG;
  }

  private static boolean holdsIpHeader(byte[] frame, int at) {
    return frame.length >= at + Ipv4.HEADER
        && Ipv4.version(frame, at) == 4
        && Ipv4.headerLength(frame, at) >= Ipv4.HEADER
        && Ipv4.totalLength(frame, at) >= Ipv4.headerLength(frame, at)
        && frame.length >= at + Ipv4.headerLength(frame, at);
  }

  private boolean holdsPorts() {
    int needs =
        switch (protocol) {
          case Ipv4.PROTOCOL_TCP -> Tcp.HEADER;
          case Ipv4.PROTOCOL_UDP -> Udp.HEADER;
          default -> Integer.MAX_VALUE;
        };
    return frame.length - transportAt >= needs && Ipv4.payloadLength(frame, ipAt) >= needs;
  }

  boolean isIp() {
    return protocol >= 0;
  }

  boolean isTcp() {
    return hasPorts && protocol == Ipv4.PROTOCOL_TCP;
  }

  /** Whether all of the packet was kept. */
  boolean isWhole() {
    return isIp() && frame.length >= ipAt + Ipv4.totalLength(frame, ipAt);
  }

  /** The sender's MAC address; {@link LinkLayer#UNKNOWN} if the capture does not tell it. */
  long from() {
    return Ethernet.source(frame);
  }

  /** The receiver's MAC address; {@link LinkLayer#UNKNOWN} if the capture does not tell it. */
  long to() {
    return Ethernet.destination(frame);
  }

  int flags() {
    return Tcp.flags(frame, transportAt);
  }

  boolean has(int flag) {
    return (flags() & flag) != 0;
  }

  boolean opens() {
    return isTcp() && has(Tcp.SYN) && !has(Tcp.ACK);
  }

  int sequence() {
    return Tcp.sequence(frame, transportAt);
  }

  /** Bytes of data by the headers, whatever was kept; never negative. */
  int dataLength() {
    return Math.max(0, Ipv4.payloadLength(frame, ipAt) - Tcp.headerLength(frame, transportAt));
  }

  /**
   * The packet that an ICMP error quotes, as a frame of its own; null if this is no ICMP error or
   * too little is quoted.
   */
  @Nullable WirePacket quoted() {
    int at = transportAt + Icmp.HEADER;
    if (protocol != Ipv4.PROTOCOL_ICMP
        || frame.length < at
        || !Icmp.isError(Icmp.type(frame, transportAt))
        || !holdsIpHeader(frame, at)
        || frame.length < at + Ipv4.headerLength(frame, at) + 4) {
      return null;
    }
    byte[] quote = new byte[Math.max(Ethernet.MINIMUM + Tcp.HEADER, frame.length - at + ipAt)];
    System.arraycopy(frame, at, quote, ipAt, frame.length - at);
    Ethernet.write(quote, 0, 0, Ethernet.TYPE_IPV4);
    return new WirePacket(quote, false, true);
  }

  /** A number that the same packet has on every link: MAC addresses, TTL and checksum left out. */
  long identity() {
    CRC32 crc = new CRC32();
    int end = arp || !isIp() ? frame.length : ipEnd();
    long first = 0;
    for (int at = arp ? 0 : ipAt; at < end; at++) {
      boolean changes = !arp && changesOnTheWay(at - ipAt);
      int octet = changes ? 0 : frame[at] & 0xFF;
      first = first * 1_000_003 + octet;
      crc.update(octet);
    }
    return first << 32 ^ crc.getValue() ^ first >>> 32;
  }

  private int ipEnd() {
    return Math.min(frame.length, ipAt + Ipv4.totalLength(frame, ipAt));
  }

  private static boolean changesOnTheWay(int at) {
    return at == TTL_AT || at == CHECKSUM_AT || at == CHECKSUM_AT + 1;
  }

  /** As tcpdump would: {@code 192.168.2.10:40000 > 192.168.2.188:80 [S]}. */
  String text() {
    String ends = end(source, sourcePort) + " > " + end(destination, destinationPort);
    return isTcp()
        ? ends + " [" + Tcp.flagsText(flags()) + "]"
        : AuditedService.Protocols.name(protocol) + " " + ends;
  }

  private String end(int address, int port) {
    return Ipv4Address.format(address) + (hasPorts ? ":" + port : "");
  }
}
