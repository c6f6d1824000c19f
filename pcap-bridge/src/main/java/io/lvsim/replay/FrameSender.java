package io.lvsim.replay;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.MacAddress;

/** Someone whose frames are meant: by the source MAC, or by the source address in IPv4 or ARP. */
public sealed interface FrameSender {
  /** Whether a frame of at least 14 bytes is from there. */
  boolean sent(byte[] frame);

  /**
   * Reads a MAC address, an IPv4 address or a prefix.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static FrameSender parse(String text) {
    if (text.indexOf(':') >= 0) {
      return new ByMac(MacAddress.parse(text));
    }
    return new ByAddress(Ipv4Prefix.parse(text));
  }

  /** By the source MAC. */
  record ByMac(long mac) implements FrameSender {
    @Override
    public boolean sent(byte[] frame) {
      return Ethernet.source(frame) == mac;
    }
  }

  /** By the source address. */
  record ByAddress(Ipv4Prefix prefix) implements FrameSender {
    @Override
    public boolean sent(byte[] frame) {
      int at = FrameParts.network(frame);
      if (FrameParts.isArp(frame, at)) {
        return prefix.contains(Bytes.i32(frame, at + 14));
      }
      return FrameParts.isIpv4(frame, at) && prefix.contains(Ipv4.source(frame, at));
    }
  }
}
