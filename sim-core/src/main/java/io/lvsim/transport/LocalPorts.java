package io.lvsim.transport;

import io.lvsim.engine.Random;
import io.lvsim.host.Ipv4Layer;

/**
 * Where the search for an ephemeral port begins (__inet_hash_connect): at a place that follows from
 * the addresses, and a random step further for each connection; ports of the range's own parity
 * first.
 */
final class LocalPorts {
  /** INET_TABLE_PERTURB_SIZE, smaller. */
  private static final int STEPS = 256;

  /** Says whether a port can be taken. */
  interface Check {
    boolean isFree(int port);
  }

  private final Ipv4Layer ipv4;
  private final Random random;
  private final int[] steps = new int[STEPS];

  LocalPorts(Ipv4Layer ipv4, Random random) {
    this.ipv4 = ipv4;
    this.random = random;
    for (int i = 0; i < STEPS; i++) {
      steps[i] = random.nextInt();
    }
  }

  /**
   * Chooses a port.
   *
   * @param offset which follows from both addresses and the remote port
   * @return 0 if none is free
   */
  int choose(long offset, Check check) {
    int low = ipv4.localPortFirst();
    int count = ipv4.localPortLast() + 1 - low;
    int even = count > 1 ? count & ~1 : count;
    int place = (int) offset & STEPS - 1;
    int start = Integer.remainderUnsigned(steps[place] + (int) (offset >>> 32), even) & ~1;
    for (int parity = 0; parity < Math.min(2, even); parity++) {
      for (int tried = 0; tried < even; tried += 2) {
        int port = low + (start + parity + tried) % even;
        if (check.isFree(port)) {
          steps[place] += Math.max(tried, random.below(8) * 2) + 2;
          return port;
        }
      }
    }
    return 0;
  }
}
