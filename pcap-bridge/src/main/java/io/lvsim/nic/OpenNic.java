package io.lvsim.nic;

import io.lvsim.wire.Ethernet;

/** What all backends have in common: waiting with a limit, refusing, counting, closing once. */
abstract class OpenNic implements Nic {
  /** How long one waits at most before one looks whether the interface is still there. */
  static final long LOOK_NANOS = 100_000_000;

  final InterfaceIdentity identity;

  /** Frames that the kernel took, and those that it did not. */
  long sent;

  long unsent;
  private int mtu;
  long received;
  private boolean closed;

  OpenNic(InterfaceIdentity identity) {
    this.identity = identity;
    mtu = identity.mtu();
  }

  /** Adds what has come to a batch, without waiting. */
  abstract void take(FrameBatch batch) throws NicException;

  /** Waits until frames may be there, or something else is the matter, which it looks into. */
  abstract void await(long nanos) throws NicException;

  /** Keeps a copy of a frame until it is sent. */
  abstract void enqueue(byte[] frame, int length) throws NicException;

  /** Sends all that was kept. */
  abstract void sendAll() throws NicException;

  /** Sets another filter in the kernel. */
  abstract void filterBy(String filter) throws NicException;

  /** How many frames came and were lost. */
  abstract long dropped() throws NicException;

  /** Gives back all that belongs to others than the JVM. */
  abstract void release();

  @Override
  public final String name() {
    return identity.name();
  }

  @Override
  public final long mac() {
    return identity.mac();
  }

  @Override
  public final int mtu() {
    return mtu;
  }

  @Override
  public final int receive(FrameBatch batch, long timeoutNanos) throws NicException {
    requireOpen();
    batch.clear();
    take(batch);
    if (batch.size() == 0 && timeoutNanos > 0) {
      takeLater(batch, timeoutNanos);
    }
    received += batch.size();
    return batch.size();
  }

  private void takeLater(FrameBatch batch, long timeoutNanos) throws NicException {
    long start = System.nanoTime();
    long left = timeoutNanos;
    while (batch.size() == 0 && left > 0) {
      await(Math.min(left, LOOK_NANOS));
      take(batch);
      left = timeoutNanos - (System.nanoTime() - start);
    }
  }

  @Override
  public final void send(byte[] frame, int length) throws NicException {
    requireOpen();
    if (length < Ethernet.HEADER || length > frame.length) {
      throw new NicException("a frame of " + length + " bytes cannot be sent by " + name());
    }
    if (FrameChecks.longerThanMtu(frame, length, mtu)) {
      mtu = identity.mtuNow();
      if (FrameChecks.longerThanMtu(frame, length, mtu)) {
        throw FrameChecks.tooLong(name(), mtu, length);
      }
    }
    enqueue(frame, length);
  }

  @Override
  public final void flush() throws NicException {
    requireOpen();
    sendAll();
  }

  @Override
  public final void setFilter(String filter) throws NicException {
    requireOpen();
    filterBy(filter);
  }

  @Override
  public final NicStatistics statistics() throws NicException {
    requireOpen();
    return new NicStatistics(received, dropped(), sent, unsent);
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release();
    }
  }

  final void requireOpen() throws NicException {
    if (closed) {
      throw new NicException(name() + " has been closed");
    }
  }
}
