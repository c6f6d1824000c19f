package io.lvsim.question;

import io.lvsim.host.InterfaceAddress;
import io.lvsim.wire.Ipv4Address;

/**
 * One question about ARP, with the settings of the real servers under which it is asked; a row of
 * an ARP matrix.
 *
 * @param kind what is asked
 * @param vipDevice the real servers' device that has the VIP: lo, eth0 or dummy0
 * @param vipPrefixLength with this prefix length
 * @param vipScope and this scope, as {@link InterfaceAddress#SCOPE_GLOBAL}
 * @param all arp_ignore (or, for {@link Kind#ANNOUNCE}, arp_announce) under conf.all
 * @param eth0 the same under conf.eth0
 * @param vipDeviceValue the same under the VIP's device, where that is not eth0
 * @param target the address asked for, or the destination of the packet that must be answered
 * @param sender the request's sender address, 0 for a probe, or the source of that packet
 */
public record ArpQuestion(
    Kind kind,
    String vipDevice,
    int vipPrefixLength,
    int vipScope,
    int all,
    int eth0,
    int vipDeviceValue,
    int target,
    int sender) {
  /** What is asked. */
  public enum Kind {
    /** A client broadcasts "who has target, tell sender": who answers? */
    ANSWER("answer"),
    /**
     * A packet from sender to target is put on the wire to the first real server, which knows no
     * neighbour: what does its own ARP request say?
     */
    ANNOUNCE("announce");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word in a matrix. */
    public String word() {
      return word;
    }
  }

  /** The setting that the numbers are values of. */
  public String setting() {
    return kind == Kind.ANSWER ? "arp_ignore" : "arp_announce";
  }

  /** The question's columns in a matrix, joined with commas. */
  public String text() {
    return String.join(
        ",",
        kind.word(),
        vipDevice + "/" + vipPrefixLength,
        scopeName(),
        Integer.toString(all),
        Integer.toString(eth0),
        Integer.toString(vipDeviceValue),
        Ipv4Address.format(target),
        Ipv4Address.format(sender));
  }

  private String scopeName() {
    return switch (vipScope) {
      case InterfaceAddress.SCOPE_HOST -> "host";
      case InterfaceAddress.SCOPE_LINK -> "link";
      case InterfaceAddress.SCOPE_SITE -> "site";
      default -> "global";
    };
  }
}
