package io.lvsim.audit;

import io.lvsim.wire.Tcp;

/** The segments of one direction of a TCP connection, and how many of them were sent again. */
final class SegmentCount {
  private boolean begun;
  private int end;
  private long segments;
  private long again;

  /**
   * Notes a segment that is sent anew.
   *
   * @return whether what it brings was sent before
   */
  boolean note(WirePacket packet) {
    int flags = packet.flags();
    int data = packet.dataLength();
    int length = data + ((flags & Tcp.SYN) != 0 ? 1 : 0) + ((flags & Tcp.FIN) != 0 ? 1 : 0);
    if (length == 0 || (flags & Tcp.RST) != 0) {
      return false;
    }
    segments++;
    int start = packet.sequence();
    boolean repeated = begun && start + length - end <= 0 && !isKeepalive(start, data, length);
    if (!begun || start + length - end > 0) {
      end = start + length;
    }
    begun = true;
    again += repeated ? 1 : 0;
    return repeated;
  }

  /** A probe repeats the last octet of the data. */
  private boolean isKeepalive(int start, int data, int length) {
    return data == 1 && length == 1 && start == end - 1;
  }

  long segments() {
    return segments;
  }

  long again() {
    return again;
  }
}
