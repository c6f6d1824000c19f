package io.lvsim.live;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;

/**
 * TCP and UDP checksums that the sending kernel left to a NIC that is none: frames of a veth on the
 * same machine carry only the sum of the pseudo-header (CHECKSUM_PARTIAL). A receiver would throw
 * them away after they were forwarded.
 */
public final class UnfinishedChecksum {
  private static final int AT = Ethernet.HEADER;
  private static final int TCP_FIELD = 16;
  private static final int UDP_FIELD = 6;

  private UnfinishedChecksum() {}

  /**
   * Whether a frame's checksum is the pseudo-header's sum alone. One right checksum in 65,536 looks
   * the same.
   */
  public static boolean isIn(byte[] frame) {
    int field = fieldAt(frame);
    return field > 0
        && Bytes.u16(frame, field) == (~InternetChecksum.finish(pseudo(frame)) & 0xFFFF);
  }

  /** Computes the checksum of a frame that {@link #isIn} is true of, and writes it. */
  public static void finish(byte[] frame) {
    int field = fieldAt(frame);
    Bytes.put16(frame, field, 0);
    long sum =
        InternetChecksum.add(
            pseudo(frame), frame, Ipv4.payload(frame, AT), Ipv4.payloadLength(frame, AT));
    int checksum = InternetChecksum.finish(sum);
    boolean udp = Ipv4.protocol(frame, AT) == Ipv4.PROTOCOL_UDP;
    Bytes.put16(frame, field, udp && checksum == 0 ? 0xFFFF : checksum);
  }

  private static long pseudo(byte[] frame) {
    return InternetChecksum.addPseudoHeader(
        0,
        Ipv4.source(frame, AT),
        Ipv4.destination(frame, AT),
        Ipv4.protocol(frame, AT),
        Ipv4.payloadLength(frame, AT));
  }

  /** Where the checksum is; 0 if there is none to look at. */
  private static int fieldAt(byte[] frame) {
    if (Ethernet.type(frame) != Ethernet.TYPE_IPV4
        || !Ipv4.isWellFormed(frame, AT)
        || Ipv4.isFragment(frame, AT)) {
      return 0;
    }
    int offset =
        switch (Ipv4.protocol(frame, AT)) {
          case Ipv4.PROTOCOL_TCP -> TCP_FIELD;
          case Ipv4.PROTOCOL_UDP -> UDP_FIELD;
          default -> 0;
        };
    boolean there = offset > 0 && Ipv4.payloadLength(frame, AT) >= offset + 2;
    return there ? Ipv4.payload(frame, AT) + offset : 0;
  }
}
