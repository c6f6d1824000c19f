package io.lvsim.nic;

/**
 * A network interface of this machine, opened to receive and to send whole Ethernet frames, without
 * their check sequence. Used by one thread.
 */
public interface Nic extends AutoCloseable {
  /** As the kernel names it, such as {@code eth0}. */
  String name();

  /** Its MAC address, in the low 48 bits. */
  long mac();

  /** Its MTU in bytes: what an Ethernet frame may carry. */
  int mtu();

  /**
   * Receives what has come, and waits for it if nothing has.
   *
   * @param batch is filled from its beginning; what was in it is gone
   * @param timeoutNanos how long to wait at most; 0 does not wait
   * @return how many frames came, 0 if none did in time
   * @throws NicException if the interface is gone or can no longer be read
   */
  int receive(FrameBatch batch, long timeoutNanos) throws NicException;

  /**
   * Adds a frame to those that are to be sent; the bytes are copied.
   *
   * @param length of the frame in bytes, from the array's beginning
   * @throws NicException if the interface is gone, or the frame does not fit
   */
  void send(byte[] frame, int length) throws NicException;

  /** Sends all that have been added. */
  void flush() throws NicException;

  /**
   * Receives what another filter lets in from now on; what waits already was chosen by the old one.
   *
   * @param filter in libpcap's language; empty lets everything in
   * @throws NicException if the filter is wrong or cannot be changed, or the interface is gone
   */
  default void setFilter(String filter) throws NicException {
    throw new NicException(name() + " cannot change its filter");
  }

  /** What was counted since it was opened. */
  NicStatistics statistics() throws NicException;

  @Override
  void close();
}
