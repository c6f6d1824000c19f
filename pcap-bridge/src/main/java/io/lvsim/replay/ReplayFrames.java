package io.lvsim.replay;

import java.io.IOException;

/**
 * The frames of a capture that are replayed, with their times. They need not be in memory: what is
 * known of all of them was found out once, and each playing reads them again.
 */
public interface ReplayFrames {
  /** What is known of all of them together. */
  ReplaySummary summary();

  /** Whether playing them reads no file. */
  boolean isInMemory();

  /** Stands before the first frame. */
  ReplayCursor open() throws IOException;

  /**
   * Those that an interface can send: the others are left out, and counted.
   *
   * @param mtu in bytes; a VLAN tag comes on top of it
   */
  ReplayFrames fitting(int mtu) throws IOException;
}
