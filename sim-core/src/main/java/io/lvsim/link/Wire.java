package io.lvsim.link;

/** What a port sends into: one direction of a simulated cable, or a real NIC. */
public interface Wire {
  /** Takes a frame, which nobody changes any more. */
  void transmit(byte[] frame);

  /** Whether the other side is there and up. */
  boolean carrier();

  /** Whether a frame would be taken now; one without a queue of its own always takes it. */
  default boolean hasRoom() {
    return true;
  }

  /** The port that sends into this wire was switched on or off: the other side may see it. */
  default void senderSwitched() {}
}
