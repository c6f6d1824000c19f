package io.lvsim.replay;

import io.lvsim.wire.Arp;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;

/** Where the parts of a frame lie, VLAN tags or not; the frame may hold anything. */
final class FrameParts {
  private static final int TAG_BYTES = 4;
  private static final int TYPE_SERVICE_VLAN = 0x88A8;

  private FrameParts() {}

  /** Where the network layer begins; the type stands in the two bytes before it. */
  static int network(byte[] frame) {
    int at = Ethernet.HEADER;
    while (isTag(Bytes.u16(frame, at - 2)) && frame.length >= at + TAG_BYTES) {
      at += TAG_BYTES;
    }
    return at;
  }

  /** The MTU that a frame needs; a VLAN tag comes on top (Linux: packet_snd, VLAN_HLEN). */
  static int neededMtu(byte[] frame) {
    boolean tagged = Bytes.u16(frame, Ethernet.HEADER - 2) == Ethernet.TYPE_VLAN;
    return Math.max(0, frame.length - Ethernet.HEADER - (tagged ? TAG_BYTES : 0));
  }

  private static boolean isTag(int type) {
    return type == Ethernet.TYPE_VLAN || type == TYPE_SERVICE_VLAN;
  }

  /** Whether ARP for IPv4 over Ethernet (or IEEE 802) lies at an offset, whole. */
  static boolean isArp(byte[] frame, int at) {
    return Bytes.u16(frame, at - 2) == Ethernet.TYPE_ARP
        && frame.length >= at + Arp.LENGTH
        && (Bytes.u16(frame, at) == 1 || Bytes.u16(frame, at) == 6)
        && Bytes.u16(frame, at + 2) == Ethernet.TYPE_IPV4
        && Bytes.u8(frame, at + 4) == 6
        && Bytes.u8(frame, at + 5) == 4;
  }

  /** Whether IPv4 lies at an offset, with a header that is whole. */
  static boolean isIpv4(byte[] frame, int at) {
    return Bytes.u16(frame, at - 2) == Ethernet.TYPE_IPV4 && isIpv4Header(frame, at, frame.length);
  }

  /** Whether a whole IPv4 header lies at an offset; its checksum may be wrong. */
  static boolean isIpv4Header(byte[] bytes, int at, int end) {
    return end >= at + Ipv4.HEADER
        && Ipv4.version(bytes, at) == 4
        && Ipv4.headerLength(bytes, at) >= Ipv4.HEADER
        && at + Ipv4.headerLength(bytes, at) <= end;
  }

  /** Whether the frame holds all of the IPv4 packet at an offset. */
  static boolean isWhole(byte[] frame, int at) {
    int total = Ipv4.totalLength(frame, at);
    return total >= Ipv4.headerLength(frame, at) && at + total <= frame.length;
  }
}
