package io.lvsim.wire;

/** The Internet checksum (RFC 1071): the one's complement of the one's complement sum. */
public final class InternetChecksum {
  private InternetChecksum() {}

  /**
   * Adds a run of bytes, at most 64 KiB, to a sum; an odd last byte counts as if followed by zero.
   *
   * @param sum what has been added so far, 0 to begin with
   */
  public static long add(long sum, byte[] bytes, int from, int length) {
    int at = from;
    int end = from + (length & ~3);
    while (at < end) {
      sum += Bytes.i32(bytes, at) & 0xFFFF_FFFFL;
      at += 4;
    }
    if ((length & 2) != 0) {
      sum += Bytes.u16(bytes, at);
      at += 2;
    }
    if ((length & 1) != 0) {
      sum += (long) Bytes.u8(bytes, at) << 8;
    }
    return sum;
  }

  /**
   * Adds the pseudo-header of TCP and UDP (RFC 9293 section 3.1, RFC 768).
   *
   * @param length of the segment with its header, in bytes
   */
  public static long addPseudoHeader(
      long sum, int source, int destination, int protocol, int length) {
    return sum + (source & 0xFFFF_FFFFL) + (destination & 0xFFFF_FFFFL) + protocol + length;
  }

  /** The 16 bits to write into a header whose checksum field was zero while summing. */
  public static int finish(long sum) {
    return ~fold(sum) & 0xFFFF;
  }

  /**
   * A sum in 16 bits, carries added back in.
   *
   * @param sum from 0; of less than 2^48
   */
  public static int fold(long sum) {
    long folded = (sum & 0xFFFF_FFFFL) + (sum >>> 32);
    folded = (folded & 0xFFFF) + (folded >>> 16);
    folded = (folded & 0xFFFF) + (folded >>> 16);
    return (int) ((folded & 0xFFFF) + (folded >>> 16));
  }

  /** The checksum of a run of bytes alone. */
  public static int of(byte[] bytes, int from, int length) {
    return finish(add(0, bytes, from, length));
  }
}
