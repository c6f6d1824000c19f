package io.lvsim.link;

/**
 * A frame that lies in memory of the wire's own, such as a NIC's ring, and is good only while it is
 * being handed over. Its head is at hand; of the whole a copy is made for who asks. Who only
 * forwards it may rewrite the head and let it go on from where it lies.
 */
public interface LentFrame {
  /** Bytes of the head. */
  int HEAD = 64;

  /**
   * The frame's first bytes, in an array of at least {@link #HEAD}; those behind the frame's end
   * mean nothing. What is changed in it is part of the frame that is let go on.
   */
  byte[] head();

  /** The frame's length in bytes. */
  int length();

  /** The whole frame, in an array of its own; not after the head was changed. */
  byte[] copy();

  /**
   * Lets the frame go out by the wire that it came from, with the head as it is now.
   *
   * @param length how long it is to be, in bytes: no longer than it was, or within the head
   */
  void sendOn(int length);
}
