package io.lvsim.link;

/** What a port hands arriving frames to: an interface of a host, or a switch. */
public interface FrameReceiver {
  /** A frame has arrived. It must not be changed: others may be reading the same array. */
  void receive(byte[] frame);

  /** The port's carrier came or went. */
  default void carrierChanged(boolean up) {}
}
