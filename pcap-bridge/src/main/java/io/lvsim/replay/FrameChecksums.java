package io.lvsim.replay;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;

/**
 * The checksums of an IPv4 packet in a frame: its header's, and TCP's, UDP's or ICMP's where the
 * packet is whole and no fragment. A UDP checksum of 0 says that there is none, and stays.
 */
public final class FrameChecksums {
  private static final int UDP_CHECKSUM_AT = 6;

  private FrameChecksums() {}

  /** Whether all that can be checked is right. */
  public static boolean areRight(byte[] frame) {
    int at = FrameParts.network(frame);
    if (!FrameParts.isIpv4(frame, at)) {
      return true;
    }
    if (InternetChecksum.of(frame, at, Ipv4.headerLength(frame, at)) != 0) {
      return false;
    }
    int payload = Ipv4.payload(frame, at);
    int source = Ipv4.source(frame, at);
    int destination = Ipv4.destination(frame, at);
    int length = coveredLength(frame, at);
    return length == 0
        || switch (Ipv4.protocol(frame, at)) {
          case Ipv4.PROTOCOL_TCP ->
              Tcp.checksumIsRight(frame, payload, length, source, destination);
          case Ipv4.PROTOCOL_UDP -> Udp.checksumIsRight(frame, payload, source, destination);
          default -> Icmp.checksumIsRight(frame, payload, length);
        };
  }

  /** Makes all right that {@link #areRight} checks. */
  public static void setRight(byte[] frame) {
    int at = FrameParts.network(frame);
    if (FrameParts.isIpv4(frame, at)) {
      setRight(frame, at);
    }
  }

  /** The same for the IPv4 packet at an offset. */
  static void setRight(byte[] frame, int at) {
    Bytes.put16(frame, at + 10, 0);
    Bytes.put16(frame, at + 10, InternetChecksum.of(frame, at, Ipv4.headerLength(frame, at)));
    int payload = Ipv4.payload(frame, at);
    int source = Ipv4.source(frame, at);
    int destination = Ipv4.destination(frame, at);
    int length = coveredLength(frame, at);
    if (length == 0) {
      return;
    }
    switch (Ipv4.protocol(frame, at)) {
      case Ipv4.PROTOCOL_TCP -> Tcp.writeChecksum(frame, payload, length, source, destination);
      case Ipv4.PROTOCOL_UDP -> setUdp(frame, payload, source, destination);
      default -> {
        Bytes.put16(frame, payload + 2, 0);
        Bytes.put16(frame, payload + 2, InternetChecksum.of(frame, payload, length));
      }
    }
  }

  private static void setUdp(byte[] frame, int at, int source, int destination) {
    if (Bytes.u16(frame, at + UDP_CHECKSUM_AT) != 0) {
      int from = Udp.sourcePort(frame, at);
      int to = Udp.destinationPort(frame, at);
      Udp.write(frame, at, Udp.length(frame, at), from, to, source, destination);
    }
  }

  /** How many bytes the transport's checksum is over; 0 where it has none, or not all is there. */
  private static int coveredLength(byte[] frame, int at) {
    if (!FrameParts.isWhole(frame, at) || Ipv4.isFragment(frame, at)) {
      return 0;
    }
    int length = Ipv4.payloadLength(frame, at);
    return switch (Ipv4.protocol(frame, at)) {
      case Ipv4.PROTOCOL_TCP -> length >= Tcp.HEADER ? length : 0;
      case Ipv4.PROTOCOL_UDP -> udpLength(frame, Ipv4.payload(frame, at), length);
      case Ipv4.PROTOCOL_ICMP -> length >= Icmp.HEADER ? length : 0;
      default -> 0;
    };
  }

  private static int udpLength(byte[] frame, int at, int room) {
    if (room < Udp.HEADER) {
      return 0;
    }
    int length = Udp.length(frame, at);
    return length >= Udp.HEADER && length <= room ? length : 0;
  }

  /**
   * What a checksum becomes when 32 bits that it covers change (RFC 1624, equation 3).
   *
   * @param checksum as it stands in the header
   */
  static int updated(int checksum, int before, int after) {
    long sum = ~checksum & 0xFFFF;
    sum += (~before >>> 16 & 0xFFFF) + (~before & 0xFFFF);
    sum += (after >>> 16) + (after & 0xFFFF);
    return InternetChecksum.finish(sum);
  }
}
