package io.lvsim.trace;

/** Who answers an ARP request, who asks, and with which sender address. */
public sealed interface ArpDecision extends Decision {
  /** An ARP packet was not looked at. */
  record Dropped(String why) implements ArpDecision {
    @Override
    public String code() {
      return "arp-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
