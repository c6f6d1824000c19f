package io.lvsim.host;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Ipv4;

/** Cutting a packet into fragments (ip_do_fragment). */
final class Fragments {
  private static final int AT = Ethernet.HEADER;

  private Fragments() {}

  /**
   * A frame with one part of a packet, which may be a fragment itself.
   *
   * @param from offset in the packet's payload, a multiple of 8
   * @param length in bytes, a multiple of 8 but for the last part
   */
  static byte[] cut(byte[] frame, int from, int length) {
    int header = Ipv4.headerLength(frame, AT);
    byte[] fragment = Ethernet.allocate(header + length);
    System.arraycopy(frame, 0, fragment, 0, AT + header);
    System.arraycopy(frame, AT + header + from, fragment, AT + header, length);
    int original = Ipv4.flagsAndOffset(frame, AT);
    boolean more =
        from + length < Ipv4.payloadLength(frame, AT) || (original & Ipv4.MORE_FRAGMENTS) != 0;
    int offset = (original & 0x1FFF) + from / 8;
    Bytes.put16(fragment, AT + 2, header + length);
    Bytes.put16(fragment, AT + 6, (more ? Ipv4.MORE_FRAGMENTS : 0) | offset);
    Bytes.put16(fragment, AT + 10, 0);
    Bytes.put16(fragment, AT + 10, InternetChecksum.of(fragment, AT, header));
    return fragment;
  }
}
