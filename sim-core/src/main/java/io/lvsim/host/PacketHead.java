package io.lvsim.host;

import io.lvsim.link.LentFrame;
import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import io.lvsim.wire.Udp;
import java.util.Arrays;

/** What the head of a frame that was lent tells of the packet in it. */
final class PacketHead {
  private static final int AT = Ethernet.HEADER;
  private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;

  private PacketHead() {}

  /** Whether a frame was sent to a MAC alone and says that it holds an IPv4 packet. */
  static boolean isPacketTo(long mac, LentFrame frame) {
    return frame.length() >= AT + Ipv4.HEADER
        && Ethernet.type(frame.head()) == Ethernet.TYPE_IPV4
        && Ethernet.destination(frame.head()) == mac;
  }

  /**
   * Whether it is a sane packet of TCP or UDP, without options of IP and not a fragment, whose
   * headers all lie in the head.
   *
   * @param length the frame's, in bytes; at least those of both headers
   */
  static boolean isOrdinary(byte[] head, int length) {
    int total = Ipv4.totalLength(head, AT);
    return Bytes.u8(head, AT) == VERSION_4_WITHOUT_OPTIONS
        && AT + total <= length
        && !Ipv4.isFragment(head, AT)
        && total >= Ipv4.HEADER + transportHeader(Ipv4.protocol(head, AT))
        && Ipv4.plainHeaderIsRight(head, AT);
  }

  private static int transportHeader(int protocol) {
    return switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> Tcp.HEADER;
      case Ipv4.PROTOCOL_UDP -> Udp.HEADER;
      default -> Integer.MAX_VALUE - Ipv4.HEADER;
    };
  }

  /** Cuts the frame behind its packet, and pads a short one with zeros; the length it has then. */
  static int trim(byte[] head) {
    int length = AT + Ipv4.totalLength(head, AT);
    if (length < Ethernet.MINIMUM) {
      Arrays.fill(head, length, Ethernet.MINIMUM, (byte) 0);
      return Ethernet.MINIMUM;
    }
    return length;
  }
}
