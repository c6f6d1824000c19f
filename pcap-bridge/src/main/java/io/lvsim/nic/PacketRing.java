package io.lvsim.nic;

/** Memory that the kernel writes frames into and that is read without a system call. */
interface PacketRing {
  /** Adds what has come to a batch, as far as it has room, and gives the memory back. */
  void take(FrameBatch batch);
}
