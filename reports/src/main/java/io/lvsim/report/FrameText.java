package io.lvsim.report;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;

/** A frame in one line. */
public final class FrameText {
  private FrameText() {}

  /** What it carries, such as {@code TCP 192.168.2.10:40000 > 192.168.2.188:80 S ttl 64}. */
  public static String of(byte[] frame) {
    if (frame.length < Ethernet.HEADER) {
      return "a frame of " + frame.length + " bytes, too short for Ethernet";
    }
    return switch (Ethernet.type(frame)) {
      case Ethernet.TYPE_ARP -> arp(frame);
      case Ethernet.TYPE_IPV4 -> ipv4(frame, Ethernet.HEADER);
      default ->
          String.format("Ethernet type 0x%04x, %d bytes", Ethernet.type(frame), frame.length);
    };
  }

  /** From whom to whom on the wire, such as {@code 02:00:00:00:01:10 > ff:ff:ff:ff:ff:ff}. */
  public static String macs(byte[] frame) {
    if (frame.length < Ethernet.HEADER) {
      return "";
    }
    return MacAddress.format(Ethernet.source(frame))
        + " > "
        + MacAddress.format(Ethernet.destination(frame));
  }

  private static String arp(byte[] frame) {
    if (!Arp.isWellFormed(frame)) {
      return "ARP, malformed";
    }
    String sender = Ipv4Address.format(Arp.senderIp(frame));
    String target = Ipv4Address.format(Arp.targetIp(frame));
    String senderMac = MacAddress.format(Arp.senderMac(frame));
    if (Arp.operation(frame) == Arp.REQUEST) {
      return "ARP who has " + target + "? tell " + sender + " at " + senderMac;
    }
    return "ARP " + sender + " is at " + senderMac + ", to " + target;
  }

  private static String ipv4(byte[] frame, int at) {
    if (!Ipv4.isWellFormed(frame, at)) {
      return "IPv4, malformed";
    }
    String ttl = " ttl " + Ipv4.ttl(frame, at);
    String ends = " > ";
    int protocol = Ipv4.protocol(frame, at);
    int payload = Ipv4.payload(frame, at);
    int length = Ipv4.payloadLength(frame, at);
    String source = Ipv4Address.format(Ipv4.source(frame, at));
    String destination = Ipv4Address.format(Ipv4.destination(frame, at));
    if (Ipv4.fragmentOffset(frame, at) > 0) {
      return "IPv4 fragment " + source + ends + destination + ttl;
    }
    if (protocol == Ipv4.PROTOCOL_TCP && length >= Tcp.HEADER) {
      return "TCP "
          + (source + ":" + Tcp.sourcePort(frame, payload))
          + ends
          + (destination + ":" + Tcp.destinationPort(frame, payload))
          + tcp(frame, payload, length)
          + ttl;
    }
    if (protocol == Ipv4.PROTOCOL_UDP && length >= Udp.HEADER) {
      return "UDP "
          + (source + ":" + Udp.sourcePort(frame, payload))
          + ends
          + (destination + ":" + Udp.destinationPort(frame, payload))
          + (" length " + (Udp.length(frame, payload) - Udp.HEADER))
          + ttl;
    }
    if (protocol == Ipv4.PROTOCOL_ICMP && length >= Icmp.HEADER) {
      return "ICMP " + source + ends + destination + " " + icmp(frame, payload) + ttl;
    }
    return "IPv4 protocol " + protocol + " " + source + ends + destination + ttl;
  }

  private static String tcp(byte[] frame, int at, int segmentLength) {
    int data = segmentLength - Tcp.headerLength(frame, at);
    String text = " " + Tcp.flagsText(Tcp.flags(frame, at));
    return data > 0 ? text + " length " + data : text;
  }

  private static String icmp(byte[] frame, int at) {
    int code = Icmp.code(frame, at);
    return switch (Icmp.type(frame, at)) {
      case Icmp.ECHO_REQUEST -> "echo request";
      case Icmp.ECHO_REPLY -> "echo reply";
      case Icmp.UNREACHABLE -> unreachable(code);
      case Icmp.REDIRECT -> "redirect";
      case Icmp.TIME_EXCEEDED -> "time exceeded";
      default -> "type " + Icmp.type(frame, at) + " code " + code;
    };
  }

  private static String unreachable(int code) {
    return switch (code) {
      case Icmp.NET_UNREACHABLE -> "net unreachable";
      case Icmp.HOST_UNREACHABLE -> "host unreachable";
      case Icmp.PROTOCOL_UNREACHABLE -> "protocol unreachable";
      case Icmp.PORT_UNREACHABLE -> "port unreachable";
      case Icmp.FRAGMENTATION_NEEDED -> "fragmentation needed";
      default -> "unreachable, code " + code;
    };
  }
}
