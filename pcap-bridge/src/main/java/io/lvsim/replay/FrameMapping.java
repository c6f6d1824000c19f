package io.lvsim.replay;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;

/**
 * Puts other addresses into frames, behind VLAN tags too: in the Ethernet header, in ARP, in IPv4,
 * and in the packet that an ICMP error quotes. A packet whose IPv4 addresses change gets right
 * checksums; of a first fragment, and of a quoted packet, the transport's checksum is adjusted by
 * the difference (RFC 1624), since it covers what is not there.
 */
public final class FrameMapping {
  private final AddressMap map;

  public FrameMapping(AddressMap map) {
    this.map = map;
  }

  /** Changes a frame of at least 14 bytes in place. */
  public void apply(byte[] frame) {
    if (map.isEmpty()) {
      return;
    }
    mapMac(frame, 0);
    mapMac(frame, 6);
    int at = FrameParts.network(frame);
    if (FrameParts.isArp(frame, at)) {
      mapMac(frame, at + 8);
      mapMac(frame, at + 18);
      mapIp(frame, at + 14);
      mapIp(frame, at + 24);
    } else if (FrameParts.isIpv4(frame, at)) {
      mapPacket(frame, at);
    }
  }

  private void mapPacket(byte[] frame, int at) {
    int source = Ipv4.source(frame, at);
    int destination = Ipv4.destination(frame, at);
    boolean changed = mapIp(frame, at + 12) | mapIp(frame, at + 16);
    changed |= isIcmpError(frame, at) && mapQuoted(frame, Ipv4.payload(frame, at) + Icmp.HEADER);
    if (!changed) {
      return;
    }
    if (Ipv4.isFragment(frame, at)) {
      adjustTransport(frame, at, frame.length, source, destination);
    }
    FrameChecksums.setRight(frame, at);
  }

  private static boolean isIcmpError(byte[] frame, int at) {
    int payload = Ipv4.payload(frame, at);
    return Ipv4.protocol(frame, at) == Ipv4.PROTOCOL_ICMP
        && !Ipv4.isFragment(frame, at)
        && frame.length >= payload + Icmp.HEADER
        && Icmp.isError(Icmp.type(frame, payload));
  }

  /** The packet inside an ICMP error; whether it has changed. */
  private boolean mapQuoted(byte[] frame, int at) {
    if (!FrameParts.isIpv4Header(frame, at, frame.length)) {
      return false;
    }
    int source = Ipv4.source(frame, at);
    int destination = Ipv4.destination(frame, at);
    if (!(mapIp(frame, at + 12) | mapIp(frame, at + 16))) {
      return false;
    }
    adjust(frame, at + 10, source, Ipv4.source(frame, at));
    adjust(frame, at + 10, destination, Ipv4.destination(frame, at));
    adjustTransport(frame, at, frame.length, source, destination);
    return true;
  }

  /** Corrects the transport's checksum by what has changed in the pseudo-header. */
  private static void adjustTransport(
      byte[] frame, int at, int end, int oldSource, int oldDestination) {
    int checksumAt = transportChecksum(frame, at);
    if (checksumAt < 0 || checksumAt + 2 > end) {
      return;
    }
    boolean udp = Ipv4.protocol(frame, at) == Ipv4.PROTOCOL_UDP;
    if (udp && Bytes.u16(frame, checksumAt) == 0) {
      return;
    }
    adjust(frame, checksumAt, oldSource, Ipv4.source(frame, at));
    adjust(frame, checksumAt, oldDestination, Ipv4.destination(frame, at));
    if (udp && Bytes.u16(frame, checksumAt) == 0) {
      Bytes.put16(frame, checksumAt, 0xFFFF);
    }
  }

  private static int transportChecksum(byte[] frame, int at) {
    if (Ipv4.fragmentOffset(frame, at) > 0) {
      return -1;
    }
    return switch (Ipv4.protocol(frame, at)) {
      case Ipv4.PROTOCOL_TCP -> Ipv4.payload(frame, at) + Tcp.HEADER - 4;
      case Ipv4.PROTOCOL_UDP -> Ipv4.payload(frame, at) + Udp.HEADER - 2;
      default -> -1;
    };
  }

  private static void adjust(byte[] frame, int checksumAt, int before, int after) {
    int checksum = FrameChecksums.updated(Bytes.u16(frame, checksumAt), before, after);
    Bytes.put16(frame, checksumAt, checksum);
  }

  private void mapMac(byte[] frame, int at) {
    Bytes.put48(frame, at, map.mac(Bytes.u48(frame, at)));
  }

  private boolean mapIp(byte[] frame, int at) {
    int before = Bytes.i32(frame, at);
    int after = map.ip(before);
    Bytes.put32(frame, at, after);
    return before != after;
  }
}
