package io.lvsim.capture;

/** Which way a frame passed an interface, as the low two bits of pcapng's epb_flags. */
public enum Direction {
  /** The file does not say. */
  UNKNOWN,
  /** The frame arrived. */
  INBOUND,
  /** The interface's own node sent the frame. */
  OUTBOUND;

  private static final Direction[] BY_FLAG = {UNKNOWN, INBOUND, OUTBOUND, UNKNOWN};

  /** The direction of a pcapng flags word. */
  static Direction ofFlags(int flags) {
    return BY_FLAG[flags & 3];
  }
}
