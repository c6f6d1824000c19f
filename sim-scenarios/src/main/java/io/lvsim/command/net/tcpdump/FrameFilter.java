package io.lvsim.command.net.tcpdump;

/** Which frames are captured. */
@FunctionalInterface
interface FrameFilter {
  boolean matches(byte[] frame);

  /** Both. */
  default FrameFilter and(FrameFilter other) {
    return frame -> matches(frame) && other.matches(frame);
  }

  /** Either. */
  default FrameFilter or(FrameFilter other) {
    return frame -> matches(frame) || other.matches(frame);
  }
}
