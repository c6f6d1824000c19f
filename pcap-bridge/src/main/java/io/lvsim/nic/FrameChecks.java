package io.lvsim.nic;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;

/**
 * What frames from a local interface may have that frames from a wire have not: several segments
 * glued together (TSO, GRO), and checksums that were left for a card to compute. A veth pair hands
 * both on as they are.
 */
public final class FrameChecks {
  private static final int VLAN_TAG = 4;
  private static final int TCP_CHECKSUM = 16;
  private static final int UDP_CHECKSUM = 6;

  private FrameChecks() {}

  /**
   * Whether a frame carries more than an MTU allows; such a frame cannot be sent on.
   *
   * @param length as it was on the wire, in bytes
   */
  public static boolean longerThanMtu(byte[] frame, int length, int mtu) {
    int tag = Ethernet.type(frame) == Ethernet.TYPE_VLAN ? VLAN_TAG : 0;
    return length > mtu + Ethernet.HEADER + tag;
  }

  /** What to say of a frame that is longer than the MTU, with the line to type against it. */
  public static NicException tooLong(String name, int mtu, int length) {
    return new NicException(
        "a frame of "
            + length
            + " bytes is longer than "
            + name
            + "'s MTU of "
            + mtu
            + " allows: segments were glued together; against this, type at both ends: ethtool -K "
            + name
            + " tso off gso off gro off");
  }

  /**
   * Whether the sender left the checksum of TCP or UDP over IPv4 for its card to compute: what is
   * there then is the sum of the pseudo-header alone (Linux: CHECKSUM_PARTIAL).
   *
   * @param length how many bytes of the frame are there
   */
  public static boolean checksumUnfinished(byte[] frame, int length) {
    int field = checksumField(frame, length);
    if (field < 0) {
      return false;
    }
    int there = Bytes.u16(frame, field);
    return there == (~InternetChecksum.finish(pseudoHeader(frame)) & 0xFFFF)
        && InternetChecksum.finish(sum(frame)) != 0;
  }

  /**
   * Whether a frame's checksum may be unfinished, by its head: an IPv4 packet without a VLAN tag.
   *
   * @param head the frame's first 64 bytes
   * @param length of the whole frame
   */
  public static boolean mayBeUnfinished(byte[] head, int length) {
    int ip = Ethernet.HEADER;
    int total = Ipv4.totalLength(head, ip);
    boolean fits = Ipv4.headerLength(head, ip) == Ipv4.HEADER && ip + total <= length;
    int field =
        switch (Ipv4.protocol(head, ip)) {
          case Ipv4.PROTOCOL_TCP -> TCP_CHECKSUM;
          case Ipv4.PROTOCOL_UDP -> UDP_CHECKSUM;
          default -> 0;
        };
    if (!fits || field == 0 || total < Ipv4.HEADER + field + 2) {
      return true;
    }
    long pseudoHeader =
        InternetChecksum.addPseudoHeader(
            0,
            Ipv4.source(head, ip),
            Ipv4.destination(head, ip),
            Ipv4.protocol(head, ip),
            total - Ipv4.HEADER);
    int there = Bytes.u16(head, ip + Ipv4.HEADER + field);
    return there == InternetChecksum.fold(pseudoHeader);
  }

  /**
   * Computes the checksum of TCP or UDP over IPv4 if the sender left it unfinished.
   *
   * @return whether it did
   */
  public static boolean finishChecksum(byte[] frame, int length) {
    if (!checksumUnfinished(frame, length)) {
      return false;
    }
    int field = checksumField(frame, length);
    Bytes.put16(frame, field, 0);
    int checksum = InternetChecksum.finish(sum(frame));
    Bytes.put16(frame, field, checksum == 0 ? 0xFFFF : checksum);
    return true;
  }

  /** Where the checksum of a whole datagram of TCP or UDP lies; -1 if the frame has none. */
  private static int checksumField(byte[] frame, int length) {
    int ip = ipHeader(frame, length);
    if (ip < 0 || Ipv4.isFragment(frame, ip)) {
      return -1;
    }
    int within =
        switch (Ipv4.protocol(frame, ip)) {
          case Ipv4.PROTOCOL_TCP -> TCP_CHECKSUM;
          case Ipv4.PROTOCOL_UDP -> UDP_CHECKSUM;
          default -> -1;
        };
    return within < 0 || Ipv4.payloadLength(frame, ip) < within + 2
        ? -1
        : Ipv4.payload(frame, ip) + within;
  }

  /** Where a whole IPv4 packet begins, behind a VLAN tag or not; -1 if there is none. */
  private static int ipHeader(byte[] frame, int length) {
    if (length < Ethernet.HEADER + VLAN_TAG) {
      return -1;
    }
    boolean tagged = Ethernet.type(frame) == Ethernet.TYPE_VLAN;
    int ip = Ethernet.HEADER + (tagged ? VLAN_TAG : 0);
    boolean whole =
        Bytes.u16(frame, ip - 2) == Ethernet.TYPE_IPV4
            && Ipv4.isWellFormed(frame, ip)
            && ip + Ipv4.totalLength(frame, ip) <= length;
    return whole ? ip : -1;
  }

  private static long sum(byte[] frame) {
    int ip = ipHeader(frame, frame.length);
    return InternetChecksum.add(
        pseudoHeader(frame), frame, Ipv4.payload(frame, ip), Ipv4.payloadLength(frame, ip));
  }

  private static long pseudoHeader(byte[] frame) {
    int ip = ipHeader(frame, frame.length);
    return InternetChecksum.addPseudoHeader(
        0,
        Ipv4.source(frame, ip),
        Ipv4.destination(frame, ip),
        Ipv4.protocol(frame, ip),
        Ipv4.payloadLength(frame, ip));
  }
}
