package io.lvsim.link;

/** Someone who sees every frame that passes a port, such as a capture. */
@FunctionalInterface
public interface Tap {
  /**
   * A frame passes.
   *
   * @param outgoing true if the port's node sent it
   * @param frame not to be changed
   */
  void frame(boolean outgoing, byte[] frame);
}
