package io.lvsim.ipvs.scheduler;

/** The kernel's hash_32 (include/linux/hash.h). */
final class Hash32 {
  private static final int GOLDEN_RATIO = 0x61C88647;

  private Hash32() {}

  /**
   * The upper bits of a product.
   *
   * @param bits how many, from 1 to 31
   */
  static int of(int value, int bits) {
    return value * GOLDEN_RATIO >>> 32 - bits;
  }
}
