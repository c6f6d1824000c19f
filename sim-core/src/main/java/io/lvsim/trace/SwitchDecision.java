package io.lvsim.trace;

/** What the learning switch learned, and where it sent a frame. */
public sealed interface SwitchDecision extends Decision {
  /** A source MAC was seen at a port for the first time. */
  record Learned(String mac, String port) implements SwitchDecision {
    @Override
    public String code() {
      return "switch-learned";
    }

    @Override
    public String reason() {
      return "learned " + mac + " at port " + port;
    }
  }

  /** A source MAC was seen at another port than before. */
  record Moved(String mac, String from, String to) implements SwitchDecision {
    @Override
    public String code() {
      return "switch-moved";
    }

    @Override
    public String reason() {
      return "moved " + mac + " from port " + from + " to port " + to + ": the last speaker wins";
    }
  }

  /** A frame went out of the one port behind which its destination is. */
  record Forwarded(String mac, String port) implements SwitchDecision {
    @Override
    public String code() {
      return "switch-forwarded";
    }

    @Override
    public String reason() {
      return "forwarded to port " + port + ": " + mac + " was learned there";
    }
  }

  /** A frame went out of all other ports. */
  record Flooded(String mac, boolean broadcast) implements SwitchDecision {
    @Override
    public String code() {
      return "switch-flooded";
    }

    @Override
    public String reason() {
      return "flooded to all other ports: "
          + (broadcast ? "the destination is a broadcast or multicast" : mac + " is not known");
    }
  }

  /** A frame was not forwarded. */
  record Dropped(String why) implements SwitchDecision {
    @Override
    public String code() {
      return "switch-dropped";
    }

    @Override
    public String reason() {
      return "dropped: " + why;
    }
  }
}
