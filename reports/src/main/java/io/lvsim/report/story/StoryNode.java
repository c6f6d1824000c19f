package io.lvsim.report.story;

import java.util.List;

/** A machine or a switch, as it stood when the lab was built. */
public record StoryNode(String name, Role role, List<StoryPort> ports) {
  /** Which part a node plays. */
  public enum Role {
    SWITCH,
    DIRECTOR,
    SERVER,
    ROUTER,
    CLIENT;

    /** As it is written in files, such as {@code director}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A port.
   *
   * @param mac in words; empty for a switch's
   * @param peer the port at the other end of the cable, such as {@code lan.rs1}; empty for none
   */
  public record StoryPort(String name, String mac, String peer) {}
}
