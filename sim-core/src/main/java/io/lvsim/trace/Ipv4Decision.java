package io.lvsim.trace;

import static io.lvsim.wire.Ipv4Address.format;

import org.jspecify.annotations.Nullable;

/** Where a packet was routed, and why it was dropped or answered with an ICMP error. */
public sealed interface Ipv4Decision extends Decision {
  /**
   * A packet is for this host.
   *
   * @param on the interface that has the address
   */
  record Local(int source, int destination, String in, String on) implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-local";
    }

    @Override
    public String reason() {
      return "accepted the packet for " + format(destination) + ": it is local (" + on + ")";
    }
  }

  /** A packet is passed on. */
  record Forwarded(int source, int destination, String out, int nextHop, String route)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-forwarded";
    }

    @Override
    public String reason() {
      return "forwarded the packet for "
          + format(destination)
          + " by "
          + out
          + " to "
          + format(nextHop)
          + ": route "
          + route;
    }
  }

  /** A packet of this host's own was routed. */
  record Sent(int source, int destination, String out, int nextHop, String route)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-sent";
    }

    @Override
    public String reason() {
      return "sends to "
          + format(destination)
          + " by "
          + out
          + (nextHop == destination ? "" : " to " + format(nextHop))
          + ": route "
          + route;
    }
  }

  /** A packet was larger than the way's MTU, and cut. */
  record Fragmented(int destination, int bytes, int mtu, int fragments) implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-fragmented";
    }

    @Override
    public String reason() {
      return "cut a packet of " + bytes + " bytes into " + fragments + ": the MTU is " + mtu;
    }
  }

  /** The last missing fragment has come. */
  record Reassembled(int source, int destination, int bytes, int fragments)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-reassembled";
    }

    @Override
    public String reason() {
      return "put a packet of " + bytes + " bytes together from " + fragments + " fragments";
    }
  }

  /** A router named a better gateway for one destination, and from now on it is used. */
  record RedirectFollowed(int destination, int from, int gateway) implements Ipv4Decision {
    @Override
    public String code() {
      return "icmp-redirect-followed";
    }

    @Override
    public String reason() {
      return "sends to "
          + format(destination)
          + " by "
          + format(gateway)
          + " from now on: redirected by "
          + format(from);
    }
  }

  /**
   * A redirect was not followed.
   *
   * @param setting what caused it, if a setting did
   */
  record RedirectRefused(
      int destination, int from, int gateway, String why, @Nullable SettingValue setting)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "icmp-redirect-refused";
    }

    @Override
    public String reason() {
      return "did not follow the redirect of "
          + format(from)
          + " to "
          + format(gateway)
          + " for "
          + format(destination)
          + ": "
          + why
          + (setting == null ? "" : " (" + setting.text() + ")");
    }
  }

  /**
   * A router told that the way to one destination has a smaller MTU.
   *
   * @param locked it is so small that packets are cut rather than marked with DF
   */
  record PathMtuLearned(int destination, int mtu, boolean locked, int seconds)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "path-mtu-learned";
    }

    @Override
    public String reason() {
      return "sends packets of at most "
          + mtu
          + " bytes to "
          + format(destination)
          + " for "
          + seconds
          + " s: a router asked for it"
          + (locked ? ", and they are cut, since that is below min_pmtu" : "");
    }
  }

  /** An ICMP error was sent. */
  record ErrorSent(int to, int from, int type, int icmpCode, String what) implements Ipv4Decision {
    @Override
    public String code() {
      return "icmp-error-sent";
    }

    @Override
    public String reason() {
      return "told " + format(to) + " as " + format(from) + ": " + what;
    }
  }

  /** An ICMP error was due, but not sent. */
  record ErrorWithheld(int to, int type, int icmpCode, String what, String why)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "icmp-error-withheld";
    }

    @Override
    public String reason() {
      return "did not tell " + format(to) + " '" + what + "': " + why;
    }
  }

  /**
   * A packet was dropped.
   *
   * @param setting what caused it, if a setting did
   */
  record Dropped(int source, int destination, String why, @Nullable SettingValue setting)
      implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-dropped";
    }

    @Override
    public String reason() {
      return "dropped a packet from "
          + format(source)
          + " to "
          + format(destination)
          + ": "
          + why
          + (setting == null ? "" : " (" + setting.text() + ")");
    }
  }

  /**
   * A host tells routers and switches which multicast groups it listens to from now on, or no more.
   *
   * @param changes such as "joined 224.0.0.81"
   */
  record GroupsReported(String out, String changes) implements Ipv4Decision {
    @Override
    public String code() {
      return "ipv4-groups-reported";
    }

    @Override
    public String reason() {
      return "reported by IGMP on " + out + ": " + changes;
    }
  }
}
