package io.lvsim.nic;

/** Who gets frames that a NIC lends. */
@FunctionalInterface
public interface FrameTaker {
  /** Looks at a frame, which is good for this call only, and may let it go on. */
  void take(NicFrame frame);
}
