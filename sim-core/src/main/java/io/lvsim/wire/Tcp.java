package io.lvsim.wire;

/** TCP (RFC 9293). Offsets are of the TCP header. */
public final class Tcp {
  /** Bytes in a header without options. */
  public static final int HEADER = 20;

  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;
  public static final int URG = 0x20;

  public static final int OPTION_END = 0;
  public static final int OPTION_NOP = 1;
  public static final int OPTION_MSS = 2;
  public static final int OPTION_WINDOW_SCALE = 3;
  public static final int OPTION_SACK_PERMITTED = 4;
  public static final int OPTION_SACK = 5;
  public static final int OPTION_TIMESTAMPS = 8;

  private Tcp() {}

  public static int sourcePort(byte[] bytes, int at) {
    return Bytes.u16(bytes, at);
  }

  public static int destinationPort(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 2);
  }

  public static int sequence(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 4);
  }

  public static int acknowledgment(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 8);
  }

  /** In bytes, options included. */
  public static int headerLength(byte[] bytes, int at) {
    return (Bytes.u8(bytes, at + 12) >> 4) * 4;
  }

  /** The eight flag bits. */
  public static int flags(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 13);
  }

  /** As sent, not scaled. */
  public static int window(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 14);
  }

  /**
   * Where the value of an option begins.
   *
   * @return -1 if the option is missing or the options are not well-formed
   */
  public static int option(byte[] bytes, int at, int kind) {
    int end = at + headerLength(bytes, at);
    int option = at + HEADER;
    while (option < end) {
      int found = Bytes.u8(bytes, option);
      if (found == OPTION_END) {
        return -1;
      }
      if (found == OPTION_NOP) {
        option++;
        continue;
      }
      if (option + 1 >= end) {
        return -1;
      }
      int length = Bytes.u8(bytes, option + 1);
      if (length < 2 || option + length > end) {
        return -1;
      }
      if (found == kind) {
        return option + 2;
      }
      option += length;
    }
    return -1;
  }

  /** Whether the checksum over pseudo-header, header and data is right. */
  public static boolean checksumIsRight(
      byte[] bytes, int at, int length, int source, int destination) {
    long pseudo =
        InternetChecksum.addPseudoHeader(0, source, destination, Ipv4.PROTOCOL_TCP, length);
    return InternetChecksum.finish(InternetChecksum.add(pseudo, bytes, at, length)) == 0;
  }

  /**
   * Writes a header; options and data are to be there already when {@link #writeChecksum} follows.
   *
   * @param headerLength in bytes, a multiple of 4
   */
  public static void write(
      byte[] bytes,
      int at,
      int headerLength,
      int sourcePort,
      int destinationPort,
      int sequence,
      int acknowledgment,
      int flags,
      int window) {
    Bytes.put16(bytes, at, sourcePort);
    Bytes.put16(bytes, at + 2, destinationPort);
    Bytes.put32(bytes, at + 4, sequence);
    Bytes.put32(bytes, at + 8, acknowledgment);
    Bytes.put8(bytes, at + 12, headerLength / 4 << 4);
    Bytes.put8(bytes, at + 13, flags);
    Bytes.put16(bytes, at + 14, window);
    Bytes.put32(bytes, at + 16, 0);
  }

  /**
   * Computes and writes the checksum.
   *
   * @param length of header and data in bytes
   */
  public static void writeChecksum(byte[] bytes, int at, int length, int source, int destination) {
    Bytes.put16(bytes, at + 16, 0);
    long pseudo =
        InternetChecksum.addPseudoHeader(0, source, destination, Ipv4.PROTOCOL_TCP, length);
    Bytes.put16(
        bytes, at + 16, InternetChecksum.finish(InternetChecksum.add(pseudo, bytes, at, length)));
  }

  /** Flags as tcpdump prints them: S F R P U, a dot for ACK; "none" for none. */
  public static String flagsText(int flags) {
    StringBuilder text = new StringBuilder();
    String names = "FSRP.UEW";
    for (int bit = 0; bit < 8; bit++) {
      if ((flags & 1 << bit) != 0) {
        text.append(names.charAt(bit));
      }
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
