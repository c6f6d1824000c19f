package io.lvsim.host;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Destinations of which packets that come in by an interface were found to be for this host, until
 * the host's next change.
 */
final class KnownLocals {
  private static final int SLOTS = 16;

  private final Host host;
  private final int[] destinations = new int[SLOTS];
  private final @Nullable Interface[] arrivals = new Interface[SLOTS];
  private int generation;

  KnownLocals(Host host) {
    this.host = host;
  }

  boolean knows(int destination, Interface in) {
    int slot = destination & SLOTS - 1;
    return generation == host.generation()
        && destinations[slot] == destination
        && arrivals[slot] == in;
  }

  /** Remembers one, and forgets the one that had its place. */
  void remember(int destination, Interface in) {
    if (generation != host.generation()) {
      Arrays.fill(arrivals, null);
      generation = host.generation();
    }
    int slot = destination & SLOTS - 1;
    destinations[slot] = destination;
    arrivals[slot] = in;
  }
}
