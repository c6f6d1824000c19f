package io.lvsim.nic;

/** A NIC that shows frames where they lie, and sends them on from there. */
public interface LendingNic extends Nic {
  /**
   * Waits until frames may be there.
   *
   * @param timeoutNanos how long to wait at most; 0 does not wait
   * @throws NicException if the interface is gone or can no longer be read
   */
  boolean awaitFrames(long timeoutNanos) throws NicException;

  /**
   * Hands over what has come, without waiting, and sends on what was let go on, in the order in
   * which it was, with what was added in between.
   *
   * @param most how many frames at most
   * @return how many came
   * @throws NicException if the interface is gone or can no longer be read
   */
  int lend(FrameTaker taker, int most) throws NicException;
}
