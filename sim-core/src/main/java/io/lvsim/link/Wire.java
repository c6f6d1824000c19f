package io.lvsim.link;

/** What a port sends into: one direction of a simulated cable, or a real NIC. */
public interface Wire {
  /** Takes a frame, which nobody changes any more. */
  void transmit(byte[] frame);

  /** Whether the other side is there and up. */
  boolean carrier();
}
