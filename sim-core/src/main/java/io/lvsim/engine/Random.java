package io.lvsim.engine;

/**
 * Random numbers that a seed and a purpose determine: SplitMix64 (Steele, Lea, Flood, "Fast
 * splittable pseudorandom number generators", 2014).
 */
public final class Random {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private Random(long state) {
    this.state = state;
  }

  /** The stream for one purpose under one seed. */
  public static Random of(long seed, String purpose) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
    }
    return new Random(mix(seed * GOLDEN_GAMMA) ^ mix(hash));
  }

  /** Any long, all equally likely. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Any int, all equally likely. */
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /**
   * A number from 0 to below a bound.
   *
   * @param bound at least 1
   */
  public int below(int bound) {
    return (int) ((nextLong() >>> 32) * bound >>> 32);
  }

  /** A number from 0 to below 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
