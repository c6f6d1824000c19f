package io.lvsim.ipvs.scheduler;

/**
 * The kernel's hsiphash of one 32-bit number on 64-bit machines: SipHash with one round for the
 * data and three to end with (lib/siphash.c, hsiphash_1u32; Aumasson and Bernstein, "SipHash: a
 * fast short-input PRF", 2012).
 */
final class SipHash13 {
  private final long key;
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  /**
   * @param key both 64-bit words of the key
   */
  SipHash13(long key) {
    this.key = key;
  }

  int of(int value) {
    v0 = 0x736F6D6570736575L ^ key;
    v1 = 0x646F72616E646F6DL ^ key;
    v2 = 0x6C7967656E657261L ^ key;
    v3 = 0x7465646279746573L ^ key;
    long last = 4L << 56 | value & 0xFFFF_FFFFL;
    v3 ^= last;
    round();
    v0 ^= last;
    v2 ^= 0xFF;
    round();
    round();
    round();
    return (int) (v0 ^ v1 ^ v2 ^ v3);
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
