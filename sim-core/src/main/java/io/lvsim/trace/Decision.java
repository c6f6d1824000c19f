package io.lvsim.trace;

import org.jspecify.annotations.Nullable;

/**
 * One decision of one node, with its reason. The family is closed: a reader (ladder, explain,
 * report, audit) can switch over all of it. Each room of the house has its own sub-family, in a
 * file of its own.
 */
public sealed interface Decision
    permits LinkDecision,
        SwitchDecision,
        ArpDecision,
        NeighborDecision,
        Ipv4Decision,
        NetfilterDecision,
        IpvsDecision,
        SyncDecision,
        TransportDecision,
        DaemonDecision {
  /**
   * A short stable name for machines: lower case, words joined with hyphens, the room first, such
   * as {@code arp-answered}.
   */
  String code();

  /**
   * One sentence for people, without the node's name in front and without a full stop: what was
   * decided, then the reason with the values and the setting that caused it, such as "answered
   * 192.168.2.10: arp_ignore = max(all 0, eth0 0) = 0 and 192.168.2.188 is local (lo)".
   */
  String reason();

  /** The setting of the node that it hung on; null where no single one did. */
  default @Nullable SettingValue setting() {
    return null;
  }
}
