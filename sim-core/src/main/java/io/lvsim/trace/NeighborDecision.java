package io.lvsim.trace;

/** What a neighbour cache learned, kept, refused or gave up. */
public sealed interface NeighborDecision extends Decision {
  /** A queued packet was given up. */
  record Dropped(String why) implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
