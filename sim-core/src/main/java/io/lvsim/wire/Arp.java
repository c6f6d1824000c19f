package io.lvsim.wire;

/** ARP for IPv4 over Ethernet (RFC 826): 28 bytes after the Ethernet header. */
public final class Arp {
  /** Bytes in a packet. */
  public static final int LENGTH = 28;

  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  private static final int AT = Ethernet.HEADER;
  private static final int HARDWARE_ETHERNET = 1;

  private Arp() {}

  /** Whether a frame of type ARP holds a whole packet for IPv4 over Ethernet (or IEEE 802). */
  public static boolean isWellFormed(byte[] frame) {
    if (frame.length < AT + LENGTH) {
      return false;
    }
    int hardware = Bytes.u16(frame, AT);
    return (hardware == HARDWARE_ETHERNET || hardware == 6)
        && Bytes.u16(frame, AT + 2) == Ethernet.TYPE_IPV4
        && Bytes.u8(frame, AT + 4) == 6
        && Bytes.u8(frame, AT + 5) == 4;
  }

  public static int operation(byte[] frame) {
    return Bytes.u16(frame, AT + 6);
  }

  public static long senderMac(byte[] frame) {
    return Bytes.u48(frame, AT + 8);
  }

  public static int senderIp(byte[] frame) {
    return Bytes.i32(frame, AT + 14);
  }

  public static long targetMac(byte[] frame) {
    return Bytes.u48(frame, AT + 18);
  }

  public static int targetIp(byte[] frame) {
    return Bytes.i32(frame, AT + 24);
  }

  /** A whole frame of 60 bytes. */
  public static byte[] frame(
      long destination,
      long source,
      int operation,
      long senderMac,
      int senderIp,
      long targetMac,
      int targetIp) {
    byte[] frame = Ethernet.allocate(LENGTH);
    Ethernet.write(frame, destination, source, Ethernet.TYPE_ARP);
    Bytes.put16(frame, AT, HARDWARE_ETHERNET);
    Bytes.put16(frame, AT + 2, Ethernet.TYPE_IPV4);
    Bytes.put8(frame, AT + 4, 6);
    Bytes.put8(frame, AT + 5, 4);
    Bytes.put16(frame, AT + 6, operation);
    Bytes.put48(frame, AT + 8, senderMac);
    Bytes.put32(frame, AT + 14, senderIp);
    Bytes.put48(frame, AT + 18, targetMac);
    Bytes.put32(frame, AT + 24, targetIp);
    return frame;
  }
}
