package io.lvsim.nic;

import java.lang.foreign.Arena;

/** What the backends that call C have in common: their memory, and collecting what is sent. */
abstract class NativeNic extends OpenNic implements LendingNic {
  /** How long one waits at most until a full socket takes frames again. */
  private static final long ROOM_NANOS = 10_000_000;

  final Arena arena;
  final Libc libc;
  final Outbox outbox;
  private final SendChoice choice = new SendChoice();

  NativeNic(InterfaceIdentity identity) {
    super(identity);
    arena = Arena.ofShared();
    libc = new Libc(arena);
    outbox = new Outbox(arena);
  }

  /** The packet socket that sends. */
  abstract int socket();

  /** Hands frames to a taker; how many. */
  abstract int lendFrom(FrameTaker taker, int most) throws NicException;

  /** Whether frames may be there, as far as can be said without asking the kernel. */
  abstract boolean hasCome();

  @Override
  public final boolean awaitFrames(long timeoutNanos) throws NicException {
    requireOpen();
    if (!hasCome()) {
      await(Math.clamp(timeoutNanos, 0, LOOK_NANOS));
    }
    return hasCome();
  }

  @Override
  public final int lend(FrameTaker taker, int most) throws NicException {
    requireOpen();
    int count = lendFrom(taker, most);
    received += count;
    return count;
  }

  /** Gives back what C gave; the arena's memory is still there. */
  abstract void releaseHandles();

  /** Sends all that is in the outbox by the packet socket. */
  private void sendOutbox() throws NicException {
    int frames = outbox.size();
    if (frames < SendChoice.FEWEST) {
      sendEach();
      return;
    }
    boolean each = choice.isEach(frames);
    long begun = System.nanoTime();
    if (each) {
      sendEach();
    } else {
      sendTogether();
    }
    choice.took(each, frames, System.nanoTime() - begun);
  }

  private void sendEach() throws NicException {
    for (int i = 0; i < outbox.size(); i++) {
      sendOne(outbox.frame(i), outbox.length(i));
    }
  }

  private void sendOne(long frame, int length) throws NicException {
    int result = libc.send(socket(), frame, length);
    while (result < 0 && mayTryAgain(socket(), -result)) {
      result = libc.send(socket(), frame, length);
    }
    if (result < 0) {
      failed(-result);
    } else {
      sent++;
    }
  }

  private void sendTogether() throws NicException {
    int next = 0;
    while (next < outbox.size()) {
      int result = libc.sendmmsg(socket(), outbox.message(next), outbox.size() - next);
      if (result > 0) {
        sent += result;
        next += result;
      } else if (!mayTryAgain(socket(), -result)) {
        failed(-result);
        next++;
      }
    }
  }

  /** Sends a frame from where it lies, behind all that waits. */
  final void sendNow(long frame, int length) throws NicException {
    sendAll();
    sendOne(frame, length);
  }

  /** A signal came, or the socket's buffer was full and has room now. */
  private boolean mayTryAgain(int fd, int error) {
    return error == Libc.EINTR || error == Libc.EAGAIN && libc.hasRoom(fd, ROOM_NANOS);
  }

  /** The frame is lost; the interface may be, too. */
  private void failed(int error) throws NicException {
    unsent++;
    if ((error == Libc.ENXIO || error == Libc.ENODEV || error == Libc.ENETDOWN)
        && !identity.exists()) {
      throw identity.gone();
    }
    if (error == Libc.EPERM || error == Libc.EACCES) {
      throw new NicException(name() + ": sending: " + Libc.words(error));
    }
  }

  @Override
  final void enqueue(byte[] frame, int length) throws NicException {
    if (!outbox.hasRoom(length)) {
      sendAll();
    }
    outbox.add(frame, length);
  }

  @Override
  final void sendAll() throws NicException {
    try {
      if (outbox.size() > 0) {
        sendOutbox();
      }
    } finally {
      outbox.clear();
    }
  }

  @Override
  final void release() {
    releaseHandles();
    arena.close();
  }
}
