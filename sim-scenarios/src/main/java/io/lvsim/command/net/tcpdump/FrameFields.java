package io.lvsim.command.net.tcpdump;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;

/** What filters look at in a frame; -1 where it has no such thing. */
final class FrameFields {
  private static final int AT = Ethernet.HEADER;

  private FrameFields() {}

  static boolean isIpv4(byte[] frame) {
    return Ethernet.type(frame) == Ethernet.TYPE_IPV4 && Ipv4.isWellFormed(frame, AT);
  }

  static boolean isArp(byte[] frame) {
    return Ethernet.type(frame) == Ethernet.TYPE_ARP && Arp.isWellFormed(frame);
  }

  /** Whether there are two IPv4 addresses: in an IPv4 or ARP packet. */
  static boolean hasAddresses(byte[] frame) {
    return isIpv4(frame) || isArp(frame);
  }

  static int source(byte[] frame) {
    return isArp(frame) ? Arp.senderIp(frame) : Ipv4.source(frame, AT);
  }

  static int destination(byte[] frame) {
    return isArp(frame) ? Arp.targetIp(frame) : Ipv4.destination(frame, AT);
  }

  static int protocol(byte[] frame) {
    return isIpv4(frame) ? Ipv4.protocol(frame, AT) : -1;
  }

  static int sourcePort(byte[] frame) {
    return hasPorts(frame) ? Tcp.sourcePort(frame, Ipv4.payload(frame, AT)) : -1;
  }

  static int destinationPort(byte[] frame) {
    return hasPorts(frame) ? Tcp.destinationPort(frame, Ipv4.payload(frame, AT)) : -1;
  }

  private static boolean hasPorts(byte[] frame) {
    int protocol = protocol(frame);
    return (protocol == Ipv4.PROTOCOL_TCP || protocol == Ipv4.PROTOCOL_UDP)
        && Ipv4.fragmentOffset(frame, AT) == 0
        && Ipv4.payloadLength(frame, AT) >= 8;
  }
}
