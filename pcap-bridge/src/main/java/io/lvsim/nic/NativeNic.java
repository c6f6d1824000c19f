package io.lvsim.nic;

import java.lang.foreign.Arena;

/** What the backends that call C have in common: their memory, and collecting what is sent. */
abstract class NativeNic extends OpenNic {
  final Arena arena;
  final Libc libc;
  final Outbox outbox;

  NativeNic(InterfaceIdentity identity) {
    super(identity);
    arena = Arena.ofShared();
    libc = new Libc(arena);
    outbox = new Outbox(arena);
  }

  /** Sends all that is in the outbox. */
  abstract void sendOutbox() throws NicException;

  /** Gives back what C gave; the arena's memory is still there. */
  abstract void releaseHandles();

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
