package io.lvsim.trace;

import static io.lvsim.wire.Ipv4Address.format;

import io.lvsim.wire.MacAddress;

/** Who answers an ARP request, who asks, and with which sender address. */
public sealed interface ArpDecision extends Decision {
  /**
   * A request was answered.
   *
   * @param target the address asked for
   * @param asker the request's sender address, 0 for a probe
   * @param askerMac the request's sender MAC
   * @param on the interface that the request came in by
   * @param setting arp_ignore
   * @param ownedBy the interface that has the address
   */
  record Answered(
      int target, int asker, long askerMac, String on, SettingValue setting, String ownedBy)
      implements ArpDecision {
    @Override
    public String code() {
      return "arp-answered";
    }

    @Override
    public String reason() {
      return "answered "
          + nameOf(asker)
          + ": "
          + setting.text()
          + " and "
          + format(target)
          + " is local ("
          + ownedBy
          + ")";
    }
  }

  /**
   * A request for one of this host's addresses was not answered.
   *
   * @param setting what kept it silent
   * @param because the rest of the sentence, such as "192.168.2.188 is not on eth0 (it is on lo)"
   */
  record Ignored(int target, int asker, String on, SettingValue setting, String because)
      implements ArpDecision {
    @Override
    public String code() {
      return "arp-ignored";
    }

    @Override
    public String reason() {
      return "did not answer "
          + nameOf(asker)
          + "'s request for "
          + format(target)
          + ": "
          + setting.text()
          + " and "
          + because;
    }
  }

  /**
   * A request was not answered since its sender cannot be where it came from.
   *
   * @param setting rp_filter or accept_local
   */
  record SenderRefused(int target, int asker, String on, SettingValue setting, String because)
      implements ArpDecision {
    @Override
    public String code() {
      return "arp-sender-refused";
    }

    @Override
    public String reason() {
      return "did not answer "
          + format(asker)
          + "'s request for "
          + format(target)
          + ": "
          + because
          + " ("
          + setting.text()
          + ")";
    }
  }

  /** A request asked for an address that is not this host's. */
  record NotOurs(int target, int asker, String on) implements ArpDecision {
    @Override
    public String code() {
      return "arp-not-ours";
    }

    @Override
    public String reason() {
      return "did not answer "
          + nameOf(asker)
          + "'s request for "
          + format(target)
          + ": it is not an address of this host";
    }
  }

  /** A request was answered for somebody else. */
  record Proxied(int target, int asker, String on, SettingValue setting, String out)
      implements ArpDecision {
    @Override
    public String code() {
      return "arp-proxied";
    }

    @Override
    public String reason() {
      return "answered "
          + nameOf(asker)
          + " in place of "
          + format(target)
          + ": "
          + setting.text()
          + " and the route to it leaves by "
          + out;
    }
  }

  /**
   * This host asks for a MAC.
   *
   * @param sender the address it gives as its own
   * @param to the destination MAC: broadcast, or that of the neighbour it checks
   * @param setting arp_announce
   * @param because why this sender
   */
  record Asked(int target, int sender, long to, String on, SettingValue setting, String because)
      implements ArpDecision {
    @Override
    public String code() {
      return "arp-asked";
    }

    @Override
    public String reason() {
      return "asked "
          + (to == MacAddress.BROADCAST ? "all" : MacAddress.format(to))
          + " for "
          + format(target)
          + " with sender "
          + format(sender)
          + ": "
          + setting.text()
          + " and "
          + because;
    }
  }

  /** Gratuitous ARP by the kernel itself. */
  record Announced(int address, String on, SettingValue setting, String because)
      implements ArpDecision {
    @Override
    public String code() {
      return "arp-announced";
    }

    @Override
    public String reason() {
      return "announced "
          + format(address)
          + " on "
          + on
          + ": "
          + setting.text()
          + " and "
          + because;
    }
  }

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

  private static String nameOf(int asker) {
    return asker == 0 ? "a probe" : format(asker);
  }
}
