package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * twos: draws two real servers by weight, and takes the one with fewer connections for its weight,
 * an active one counting as 256 inactive ones; in a tie the first drawn (ip_vs_twos.c, Linux 5.14
 * and later).
 *
 * <p>A draw is a number from 0 to the sum of all weights, both included, so that the server at the
 * head of the list, the one added last, is drawn as if it weighed one more.
 */
public final class PowerOfTwoChoices implements Scheduler {
  private final Pool pool;
  private @Nullable Candidate first;
  private @Nullable Candidate second;
  private @Nullable Candidate picked;

  public PowerOfTwoChoices(Pool pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    int totalWeight = totalWeight();
    if (totalWeight == 0) {
      first = null;
      second = null;
      picked = null;
      return null;
    }
    first = drawn(draw(totalWeight + 1));
    second = drawn(draw(totalWeight + 1));
    picked = first != null && second != null && isBusier(first, second) ? second : first;
    return picked;
  }

  @Override
  public String why() {
    Candidate one = first;
    Candidate other = second;
    if (one == null || other == null || picked == null) {
      return "no server is eligible";
    }
    return one == other
        ? "both draws are " + one.shown()
        : "of the draws "
            + shown(one)
            + " and "
            + shown(other)
            + (picked == other ? " the second has less" : " the second has not less");
  }

  private int totalWeight() {
    int total = 0;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      total += server.isEligible() ? server.weight() : 0;
    }
    return total;
  }

  private int draw(int bound) {
    return Integer.remainderUnsigned(pool.random().nextInt(), bound);
  }

  /** The first server in the list at which the weights up to it reach the number drawn. */
  private @Nullable Candidate drawn(int number) {
    int left = number;
    for (int i = 0; i < pool.size(); i++) {
      Candidate server = pool.get(i);
      if (server.isEligible()) {
        left -= server.weight();
        if (left <= 0) {
          return server;
        }
      }
    }
    return null;
  }

  /** Whether one has more overhead for its weight than another; 32 bits as in the kernel. */
  private static boolean isBusier(Candidate one, Candidate than) {
    return than.weight() * one.overhead() > one.weight() * than.overhead();
  }

  private static String shown(Candidate server) {
    return server.shown() + " (" + server.overheadShown() + ", weight " + server.weight() + ")";
  }
}
