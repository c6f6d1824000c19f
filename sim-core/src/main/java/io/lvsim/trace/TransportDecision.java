package io.lvsim.trace;

/** What TCP and UDP did with a segment. */
public sealed interface TransportDecision extends Decision {
  /** A segment was dropped. */
  record Dropped(String why) implements TransportDecision {
    @Override
    public String code() {
      return "transport-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
