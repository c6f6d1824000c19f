package io.lvsim.nic;

/** Memory that the kernel writes frames into and that is read without a system call. */
interface PacketRing {
  /** Adds what has come to a batch, as far as it has room, and gives the memory back. */
  void take(FrameBatch batch);

  /** Whether frames are there. */
  boolean hasCome();

  /**
   * Hands over frames where they lie. The memory of those that wait to be sent is given back when
   * they have been.
   *
   * @return how many
   */
  int lend(Lending lending, int most) throws NicException;

  /** Who gets the frames of a ring that are lent. */
  interface Lending {
    /** A frame as it lies in the ring. */
    void frame(long data, int length, int onWire) throws NicException;

    /** A frame that is to be put together first, as {@link RingFrame#add} does; in a batch. */
    void frame(FrameBatch one) throws NicException;

    /** Sends what waits, so that the ring's memory may be given back. */
    void send() throws NicException;
  }
}
