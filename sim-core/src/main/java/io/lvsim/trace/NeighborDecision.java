package io.lvsim.trace;

import static io.lvsim.wire.Ipv4Address.format;

import io.lvsim.wire.MacAddress;

/** What a neighbour cache learned, kept, refused or gave up. States are those of ip neigh. */
public sealed interface NeighborDecision extends Decision {
  /** The neighbour's address. */
  int address();

  /** The interface. */
  String on();

  /** A MAC became known. */
  record Learned(int address, String on, long mac, String state, String from)
      implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-learned";
    }

    @Override
    public String reason() {
      return "neighbour "
          + format(address)
          + " is at "
          + MacAddress.format(mac)
          + " ("
          + state
          + "): "
          + from;
    }
  }

  /** Another MAC took the place of the one known: a takeover, or a poisoned cache. */
  record Changed(int address, String on, long oldMac, long newMac, String state, String from)
      implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-changed";
    }

    @Override
    public String reason() {
      return "neighbour "
          + format(address)
          + " changed from "
          + MacAddress.format(oldMac)
          + " to "
          + MacAddress.format(newMac)
          + " ("
          + state
          + "): "
          + from;
    }
  }

  /** A MAC offered was not believed. */
  record Kept(int address, String on, long mac, long offered, String why)
      implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-kept";
    }

    @Override
    public String reason() {
      return "neighbour "
          + format(address)
          + " stays at "
          + MacAddress.format(mac)
          + ", not "
          + MacAddress.format(offered)
          + ": "
          + why;
    }
  }

  /** An entry's state changed, its MAC did not. */
  record Moved(int address, String on, String before, String now, String why)
      implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-state";
    }

    @Override
    public String reason() {
      return "neighbour " + format(address) + " went from " + before + " to " + now + ": " + why;
    }
  }

  /** A packet waits until the neighbour's MAC is known. */
  record Queued(int address, String on, int waiting) implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-queued";
    }

    @Override
    public String reason() {
      return "queued the packet until the MAC of "
          + format(address)
          + " is known ("
          + waiting
          + " waiting)";
    }
  }

  /** An address was given up. */
  record Failed(int address, String on, int probes, int packetsDropped)
      implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-failed";
    }

    @Override
    public String reason() {
      return "gave up "
          + format(address)
          + " after "
          + probes
          + " probes without an answer; packets dropped: "
          + packetsDropped;
    }
  }

  /** A packet was dropped before it could be sent. */
  record Dropped(int address, String on, String why) implements NeighborDecision {
    @Override
    public String code() {
      return "neighbor-dropped";
    }

    @Override
    public String reason() {
      return "dropped a packet to " + format(address) + ": " + why;
    }
  }
}
