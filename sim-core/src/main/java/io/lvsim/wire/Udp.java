package io.lvsim.wire;

/** UDP (RFC 768). Offsets are of the UDP header. */
public final class Udp {
  /** Bytes in the header. */
  public static final int HEADER = 8;

  private Udp() {}

  public static int sourcePort(byte[] bytes, int at) {
    return Bytes.u16(bytes, at);
  }

  public static int destinationPort(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 2);
  }

  /** Of header and data, in bytes. */
  public static int length(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 4);
  }

  /** Whether the checksum is right, or was not computed by the sender (0). */
  public static boolean checksumIsRight(byte[] bytes, int at, int source, int destination) {
    if (Bytes.u16(bytes, at + 6) == 0) {
      return true;
    }
    int length = length(bytes, at);
    long pseudo =
        InternetChecksum.addPseudoHeader(0, source, destination, Ipv4.PROTOCOL_UDP, length);
    return InternetChecksum.finish(InternetChecksum.add(pseudo, bytes, at, length)) == 0;
  }

  /**
   * Writes a header in front of data that is already there.
   *
   * @param length of header and data in bytes
   */
  public static void write(
      byte[] bytes,
      int at,
      int length,
      int sourcePort,
      int destinationPort,
      int source,
      int destination) {
    Bytes.put16(bytes, at, sourcePort);
    Bytes.put16(bytes, at + 2, destinationPort);
    Bytes.put16(bytes, at + 4, length);
    Bytes.put16(bytes, at + 6, 0);
    long pseudo =
        InternetChecksum.addPseudoHeader(0, source, destination, Ipv4.PROTOCOL_UDP, length);
    int checksum = InternetChecksum.finish(InternetChecksum.add(pseudo, bytes, at, length));
    Bytes.put16(bytes, at + 6, checksum == 0 ? 0xFFFF : checksum);
  }
}
