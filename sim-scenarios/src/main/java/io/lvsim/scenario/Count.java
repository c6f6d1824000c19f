package io.lvsim.scenario;

/**
 * A number that something must have, or a range it must lie in, both ends included.
 *
 * @param text as written
 */
public record Count(long atLeast, long atMost, String text) {
  /** Exactly so many. */
  public static Count exactly(long number) {
    return new Count(number, number, Long.toString(number));
  }

  /** Whether a number is as demanded. */
  public boolean allows(long number) {
    return atLeast <= number && number <= atMost;
  }
}
