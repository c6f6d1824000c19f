package io.lvsim.host;

/** Who sees every frame that reaches an interface, as a raw (AF_PACKET) socket does. */
@FunctionalInterface
public interface FrameListener {
  /**
   * A frame has come in by an interface, before the host itself looks at it.
   *
   * @param frame not to be changed
   */
  void received(Interface in, byte[] frame);
}
