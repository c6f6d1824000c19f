package io.lvsim.wire;

/**
 * The IPv4 header (RFC 791). Every method takes the offset at which the header begins, since a
 * header may lie inside an ICMP error.
 */
public final class Ipv4 {
  /** Bytes in a header without options; the only kind that is written. */
  public static final int HEADER = 20;

  public static final int PROTOCOL_ICMP = 1;
  public static final int PROTOCOL_TCP = 6;
  public static final int PROTOCOL_UDP = 17;
  public static final int PROTOCOL_SCTP = 132;

  /** The flag "do not fragment" in {@link #flagsAndOffset}. */
  public static final int DONT_FRAGMENT = 0x4000;

  /** The flag "more fragments" in {@link #flagsAndOffset}. */
  public static final int MORE_FRAGMENTS = 0x2000;

  private Ipv4() {}

  /** Whether a whole, sane header with a right checksum lies at an offset (Linux: ip_rcv_core). */
  public static boolean isWellFormed(byte[] bytes, int at) {
    if (bytes.length - at < HEADER || version(bytes, at) != 4) {
      return false;
    }
    int headerLength = headerLength(bytes, at);
    int totalLength = totalLength(bytes, at);
    return headerLength >= HEADER
        && totalLength >= headerLength
        && at + totalLength <= bytes.length
        && InternetChecksum.of(bytes, at, headerLength) == 0;
  }

  /** Whether the checksum of a header without options is right. */
  public static boolean plainHeaderIsRight(byte[] bytes, int at) {
    long sum =
        unsigned(bytes, at)
            + unsigned(bytes, at + 4)
            + unsigned(bytes, at + 8)
            + unsigned(bytes, at + 12)
            + unsigned(bytes, at + 16);
    return InternetChecksum.fold(sum) == 0xFFFF;
  }

  private static long unsigned(byte[] bytes, int at) {
    return Bytes.i32(bytes, at) & 0xFFFF_FFFFL;
  }

  public static int version(byte[] bytes, int at) {
    return Bytes.u8(bytes, at) >> 4;
  }

  /** In bytes, options included. */
  public static int headerLength(byte[] bytes, int at) {
    return (Bytes.u8(bytes, at) & 15) * 4;
  }

  public static int tos(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 1);
  }

  /** Of the packet with its header, in bytes; padding of the frame not counted. */
  public static int totalLength(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 2);
  }

  public static int identification(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 4);
  }

  /** Three flags and the fragment offset in units of 8 bytes. */
  public static int flagsAndOffset(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 6);
  }

  public static boolean dontFragment(byte[] bytes, int at) {
    return (flagsAndOffset(bytes, at) & DONT_FRAGMENT) != 0;
  }

  /** Whether the packet is a part of a larger one. */
  public static boolean isFragment(byte[] bytes, int at) {
    return (flagsAndOffset(bytes, at) & ~DONT_FRAGMENT & 0xFFFF) != 0;
  }

  /** In bytes. */
  public static int fragmentOffset(byte[] bytes, int at) {
    return (flagsAndOffset(bytes, at) & 0x1FFF) * 8;
  }

  public static int ttl(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 8);
  }

  public static int protocol(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 9);
  }

  public static int source(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 12);
  }

  public static int destination(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 16);
  }

  /** Where the transport header begins. */
  public static int payload(byte[] bytes, int at) {
    return at + headerLength(bytes, at);
  }

  /** In bytes, by the header's lengths. */
  public static int payloadLength(byte[] bytes, int at) {
    return totalLength(bytes, at) - headerLength(bytes, at);
  }

  /** Writes a header without options, its checksum included. */
  public static void write(
      byte[] bytes,
      int at,
      int totalLength,
      int identification,
      int flagsAndOffset,
      int ttl,
      int protocol,
      int source,
      int destination) {
    Bytes.put16(bytes, at, 0x4500);
    Bytes.put16(bytes, at + 2, totalLength);
    Bytes.put16(bytes, at + 4, identification);
    Bytes.put16(bytes, at + 6, flagsAndOffset);
    Bytes.put8(bytes, at + 8, ttl);
    Bytes.put8(bytes, at + 9, protocol);
    Bytes.put16(bytes, at + 10, 0);
    Bytes.put32(bytes, at + 12, source);
    Bytes.put32(bytes, at + 16, destination);
    Bytes.put16(bytes, at + 10, InternetChecksum.of(bytes, at, HEADER));
  }

  /** Sets the time to live and mends the checksum. */
  public static void setTtl(byte[] bytes, int at, int ttl) {
    Bytes.put8(bytes, at + 8, ttl);
    mendChecksum(bytes, at);
  }

  /**
   * Lowers the time to live by one, which must be above 0, and mends the checksum by that alone
   * (ip_decrease_ttl).
   */
  public static void decreaseTtl(byte[] bytes, int at) {
    Bytes.put8(bytes, at + 8, ttl(bytes, at) - 1);
    int checksum = Bytes.u16(bytes, at + 10) + 0x0100;
    Bytes.put16(bytes, at + 10, checksum >= 0xFFFF ? checksum + 1 : checksum);
  }

  /** Sets the type of service and mends the checksum. */
  public static void setTos(byte[] bytes, int at, int tos) {
    Bytes.put8(bytes, at + 1, tos);
    mendChecksum(bytes, at);
  }

  private static void mendChecksum(byte[] bytes, int at) {
    Bytes.put16(bytes, at + 10, 0);
    Bytes.put16(bytes, at + 10, InternetChecksum.of(bytes, at, headerLength(bytes, at)));
  }
}
