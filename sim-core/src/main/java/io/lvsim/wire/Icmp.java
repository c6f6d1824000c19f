package io.lvsim.wire;

/** ICMP (RFC 792). Offsets are of the ICMP header. */
public final class Icmp {
  /** Bytes in the header of every kind used here. */
  public static final int HEADER = 8;

  public static final int ECHO_REPLY = 0;
  public static final int UNREACHABLE = 3;
  public static final int SOURCE_QUENCH = 4;
  public static final int REDIRECT = 5;
  public static final int ECHO_REQUEST = 8;
  public static final int TIME_EXCEEDED = 11;
  public static final int PARAMETER_PROBLEM = 12;

  public static final int NET_UNREACHABLE = 0;
  public static final int HOST_UNREACHABLE = 1;
  public static final int PROTOCOL_UNREACHABLE = 2;
  public static final int PORT_UNREACHABLE = 3;
  public static final int FRAGMENTATION_NEEDED = 4;
  public static final int REDIRECT_HOST = 1;

  /** Code of {@link #UNREACHABLE}: communication administratively prohibited. */
  public static final int FILTERED = 13;

  /** Code of {@link #TIME_EXCEEDED}: a fragment of the packet did not come in time. */
  public static final int REASSEMBLY_TIME_EXCEEDED = 1;

  private Icmp() {}

  public static int type(byte[] bytes, int at) {
    return Bytes.u8(bytes, at);
  }

  public static int code(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 1);
  }

  /** The second word: identifier and sequence number, next-hop MTU, or gateway. */
  public static int rest(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 4);
  }

  /** Whether a type reports an error about another packet, which it quotes. */
  public static boolean isError(int type) {
    return type == UNREACHABLE
        || type == SOURCE_QUENCH
        || type == REDIRECT
        || type == TIME_EXCEEDED
        || type == PARAMETER_PROBLEM;
  }

  /** Whether the checksum over header and data is right. */
  public static boolean checksumIsRight(byte[] bytes, int at, int length) {
    return InternetChecksum.of(bytes, at, length) == 0;
  }

  /**
   * Writes a header in front of data that is already there.
   *
   * @param length of header and data in bytes
   */
  public static void write(byte[] bytes, int at, int length, int type, int code, int rest) {
    Bytes.put8(bytes, at, type);
    Bytes.put8(bytes, at + 1, code);
    Bytes.put16(bytes, at + 2, 0);
    Bytes.put32(bytes, at + 4, rest);
    Bytes.put16(bytes, at + 2, InternetChecksum.of(bytes, at, length));
  }
}
