package io.lvsim.trace;

/** Which rule of the mangle table marked or dropped a packet. */
public sealed interface NetfilterDecision extends Decision {
  /**
   * A packet got a firewall mark.
   *
   * @param chain such as PREROUTING
   * @param number of the rule in its chain, from 1
   * @param rule as iptables-save prints it
   * @param before the mark until then
   * @param after the mark from then on
   */
  record Marked(String chain, int number, String rule, int before, int after)
      implements NetfilterDecision {
    @Override
    public String code() {
      return "netfilter-marked";
    }

    @Override
    public String reason() {
      return "marked the packet "
          + Integer.toUnsignedString(after)
          + ": rule "
          + number
          + " of mangle "
          + chain
          + ": "
          + rule;
    }
  }

  /**
   * A packet was dropped.
   *
   * @param number of the rule in its chain, from 1; 0 for the policy
   */
  record Dropped(String chain, int number, String rule) implements NetfilterDecision {
    @Override
    public String code() {
      return "netfilter-dropped";
    }

    @Override
    public String reason() {
      String what = number == 0 ? "the policy" : "rule " + number;
      return "dropped the packet: " + what + " of mangle " + chain + ": " + rule;
    }
  }
}
