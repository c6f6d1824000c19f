package io.lvsim.trace;

/** Which rule marked a packet. */
public sealed interface NetfilterDecision extends Decision {
  /** A packet was dropped. */
  record Dropped(String why) implements NetfilterDecision {
    @Override
    public String code() {
      return "netfilter-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
