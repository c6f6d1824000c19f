package io.lvsim.wire;

/**
 * The Ethernet II header at the start of a frame: destination, source, type; 14 bytes. Frames carry
 * no check sequence and are never shorter than 60 bytes on a cable.
 */
public final class Ethernet {
  /** Bytes in the header; where the network layer begins. */
  public static final int HEADER = 14;

  /** The shortest frame without its check sequence, in bytes (IEEE 802.3). */
  public static final int MINIMUM = 60;

  public static final int TYPE_IPV4 = 0x0800;
  public static final int TYPE_ARP = 0x0806;
  public static final int TYPE_VLAN = 0x8100;
  public static final int TYPE_IPV6 = 0x86DD;

  private Ethernet() {}

  /** A zeroed frame with room for a network-layer packet of so many bytes, padded to 60. */
  public static byte[] allocate(int packetBytes) {
    return new byte[Math.max(MINIMUM, HEADER + packetBytes)];
  }

  public static long destination(byte[] frame) {
    return Bytes.u48(frame, 0);
  }

  public static long source(byte[] frame) {
    return Bytes.u48(frame, 6);
  }

  public static int type(byte[] frame) {
    return Bytes.u16(frame, 12);
  }

  /** Writes the header. */
  public static void write(byte[] frame, long destination, long source, int type) {
    Bytes.put48(frame, 0, destination);
    Bytes.put48(frame, 6, source);
    Bytes.put16(frame, 12, type);
  }
}
