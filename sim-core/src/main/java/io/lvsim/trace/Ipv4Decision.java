package io.lvsim.trace;

/** Where a packet was routed, and why it was dropped or answered with an ICMP error. */
public sealed interface Ipv4Decision extends Decision {
  /** A packet was dropped. */
  record Dropped(String why) implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
