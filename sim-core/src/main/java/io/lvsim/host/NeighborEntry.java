package io.lvsim.host;

/** One line of the neighbour table, as {@code ip neigh} shows it. */
public record NeighborEntry(
    int address,
    Interface on,
    /** Valid unless the state is NONE, INCOMPLETE or FAILED. */
    long mac,
    State state,
    long usedNanosAgo,
    long confirmedNanosAgo,
    long updatedNanosAgo,
    /** Questions asked since it was last known, counted as the kernel counts them. */
    int probes) {
  /** NUD states. */
  public enum State {
    NONE,
    INCOMPLETE,
    REACHABLE,
    STALE,
    DELAY,
    PROBE,
    FAILED,
    NOARP,
    PERMANENT;

    /** NUD_VALID: the MAC may be used. */
    public boolean isValid() {
      return this != NONE && this != INCOMPLETE && this != FAILED;
    }
  }
}
