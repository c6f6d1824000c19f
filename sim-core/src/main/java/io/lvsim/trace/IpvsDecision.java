package io.lvsim.trace;

/** What the director did: service, template, connection, real server, state. */
public sealed interface IpvsDecision extends Decision {
  /** A packet was dropped. */
  record Dropped(String why) implements IpvsDecision {
    @Override
    public String code() {
      return "ipvs-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
