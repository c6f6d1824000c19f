package io.lvsim.nic;

import io.lvsim.wire.Ethernet;
import java.lang.foreign.Arena;

/** What the two backends that call C have in common: waiting, collecting what is sent, closing. */
abstract class NativeNic implements Nic {
  /** How long one waits at most before one looks whether the interface is still there. */
  private static final long LOOK_NANOS = 100_000_000;

  private static final int VLAN_TAG = 4;

  final Arena arena;
  final Libc libc;
  final InterfaceIdentity identity;
  final Outbox outbox;

  /** Frames that the kernel took, and those that it did not. */
  long sent;

  long unsent;
  private int mtu;
  private long received;
  private boolean closed;

  NativeNic(InterfaceIdentity identity) {
    this.identity = identity;
    mtu = identity.mtu();
    arena = Arena.ofShared();
    libc = new Libc(arena);
    outbox = new Outbox(arena);
  }

  /** Adds what has come to a batch, without waiting. */
  abstract void take(FrameBatch batch) throws NicException;

  /** Waits until frames may be there, or something else is the matter, which it looks into. */
  abstract void await(long nanos) throws NicException;

  /** Sends all that is in the outbox. */
  abstract void sendOutbox() throws NicException;

  /** How many frames came and were lost. */
  abstract long dropped() throws NicException;

  /** Gives back what C gave; the arena's memory is still there. */
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
    if (length > longest(frame)) {
      mtu = identity.mtuNow();
      if (length > longest(frame)) {
        throw FrameChecks.tooLong(name(), mtu, length);
      }
    }
    if (!outbox.hasRoom(length)) {
      flush();
    }
    outbox.add(frame, length);
  }

  private int longest(byte[] frame) {
    int tag = Ethernet.type(frame) == Ethernet.TYPE_VLAN ? VLAN_TAG : 0;
    return mtu + Ethernet.HEADER + tag;
  }

  @Override
  public final void flush() throws NicException {
    requireOpen();
    try {
      if (outbox.size() > 0) {
        sendOutbox();
      }
    } finally {
      outbox.clear();
    }
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
      arena.close();
    }
  }

  private void requireOpen() throws NicException {
    if (closed) {
      throw new NicException(name() + " has been closed");
    }
  }
}
