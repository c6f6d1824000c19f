package io.lvsim.link;

/** What a port hands arriving frames to: an interface of a host, or a switch. */
public interface FrameReceiver {
  /** A frame has arrived. It must not be changed: others may be reading the same array. */
  void receive(byte[] frame);

  /** A frame has arrived that is good for this call only. */
  default void receive(LentFrame frame) {
    receive(frame.copy());
  }

  /** The port's carrier came or went. */
  default void carrierChanged(boolean up) {}
}
