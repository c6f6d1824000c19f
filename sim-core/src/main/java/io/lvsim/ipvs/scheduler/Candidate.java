package io.lvsim.ipvs.scheduler;

import io.lvsim.wire.Ipv4Address;

/** A real server as a scheduler sees it (struct ip_vs_dest). */
public interface Candidate {
  int address();

  int port();

  /** From 0, which takes no new connections, to 65535. */
  int weight();

  /** The last weight that was not 0; 0 if there was none (mh builds its table from it). */
  int lastWeight();

  /** IP_VS_DEST_F_OVERLOAD: the upper threshold was reached and the lower not yet undercut. */
  boolean isOverloaded();

  /** IP_VS_DEST_F_AVAILABLE: it belongs to its service, and was not removed. */
  boolean isAvailable();

  int activeConnections();

  int inactiveConnections();

  /** Whether most schedulers would consider it at all. */
  default boolean isEligible() {
    return weight() > 0 && !isOverloaded();
  }

  /** Connections as most schedulers weigh them: an active one is 256 inactive ones. */
  default int overhead() {
    return (activeConnections() << 8) + inactiveConnections();
  }

  /** The overhead's arithmetic for people. */
  default String overheadShown() {
    return activeConnections()
        + " active x 256 + "
        + inactiveConnections()
        + " inactive = "
        + overhead();
  }

  /** The address for people. */
  default String shown() {
    return Ipv4Address.format(address());
  }
}
