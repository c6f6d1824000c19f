package io.lvsim.nic;

/** What is the same in both kinds of ring: copying a frame out, with the VLAN tag that it had. */
final class RingFrame {
  static final int COPY = 1 << 1;
  private static final int CHECKSUM_NOT_READY = 1 << 3;
  private static final int VLAN_VALID = 1 << 4;
  private static final int VLAN_TYPE_VALID = 1 << 6;
  private static final int VLAN_TYPE = 0x8100;
  private static final int ADDRESSES = 12;
  private static final int TAG = 4;

  /** Of a {@code struct sockaddr_ll}: the packet's type, and what it is for frames sent. */
  static final int PACKET_TYPE = 10;

  static final int OUTGOING = 4;

  private RingFrame() {}

  /** Whether a frame lies in the ring as it was on the wire. */
  static boolean isWhole(int status) {
    return (status & (COPY | VLAN_VALID)) == 0;
  }

  /**
   * Adds a frame to a batch. The kernel takes VLAN tags off; here they are put back.
   *
   * @param length how many bytes are there
   * @param onWire how long it was, without the tag
   * @param status of the ring's entry
   * @param tag the VLAN tag's control information, and its type above that
   */
  static void add(
      FrameBatch batch, long data, int length, int onWire, int status, int tag, long atNanos) {
    byte[] to = batch.next();
    boolean unfinished = (status & CHECKSUM_NOT_READY) != 0;
    if ((status & VLAN_VALID) == 0 || length < ADDRESSES || to.length < ADDRESSES + TAG) {
      int kept = Math.min(length, to.length);
      Memory.copyOut(data, to, 0, kept);
      batch.added(kept, onWire, atNanos, unfinished);
      return;
    }
    int type = (status & VLAN_TYPE_VALID) != 0 ? tag >>> 16 : VLAN_TYPE;
    int kept = Math.min(length, to.length - TAG);
    Memory.copyOut(data, to, 0, ADDRESSES);
    to[ADDRESSES] = (byte) (type >> 8);
    to[ADDRESSES + 1] = (byte) type;
    to[ADDRESSES + 2] = (byte) (tag >> 8);
    to[ADDRESSES + 3] = (byte) tag;
    Memory.copyOut(data + ADDRESSES, to, ADDRESSES + TAG, kept - ADDRESSES);
    batch.added(kept + TAG, onWire + TAG, atNanos, unfinished);
  }
}
