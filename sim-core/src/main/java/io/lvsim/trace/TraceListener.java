package io.lvsim.trace;

import org.jspecify.annotations.Nullable;

/** Someone who is told what happens, as it happens. Frames must not be changed. */
public interface TraceListener {
  /** A frame has arrived at a node's port; what is told until {@link #handled} is its doing. */
  default void received(long nowNanos, String node, String port, byte[] frame) {}

  /** The node is done with the frame that arrived last. */
  default void handled(long nowNanos, String node) {}

  /** A node has handed a frame to its port. */
  default void sent(long nowNanos, String node, String port, byte[] frame) {}

  /**
   * A node has decided something.
   *
   * @param frame the arriving frame at hand, or null where a timer or a program was the cause
   */
  default void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {}
}
