package io.lvsim.transport;

import io.lvsim.host.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The program's side of a connection: tells it what has happened, in order, once the segment at
 * hand has been dealt with, as a process runs after the interrupt.
 */
final class TcpProgram {
  private final TcpConnection connection;
  private @Nullable TcpHandler handler;
  private @Nullable TcpListener acceptedBy;
  private boolean gone;
  private boolean reading = true;
  private boolean connectedWaits;
  private boolean peerClosedTold;
  private boolean closedWaits;
  private @Nullable Errno failure;
  private boolean delivering;
  private int segmentsAtHand;

  TcpProgram(TcpConnection connection) {
    this.connection = connection;
  }

  /** Whether the program has closed the connection. */
  boolean isGone() {
    return gone;
  }

  void leave() {
    gone = true;
  }

  void setHandler(TcpHandler newHandler) {
    handler = newHandler;
  }

  /** The listener whose program is to accept the connection. */
  void accept(TcpListener listener) {
    acceptedBy = listener;
  }

  void setReading(boolean on) {
    reading = on;
    if (on) {
      deliver();
    }
  }

  void noteConnected() {
    connectedWaits = true;
  }

  void noteFailed(Errno error) {
    if (gone) {
      noteClosed();
    } else {
      failure = error;
    }
  }

  void noteClosed() {
    closedWaits = true;
  }

  /** A segment is being dealt with: nothing is told until {@link #endSegment}. */
  void beginSegment() {
    segmentsAtHand++;
  }

  void endSegment() {
    segmentsAtHand--;
    deliver();
  }

  /** Tells the program what it has not been told. */
  void deliver() {
    if (delivering || segmentsAtHand > 0) {
      return;
    }
    delivering = true;
    try {
      TcpHandler to = program();
      if (to != null) {
        deliverTo(to);
      }
    } finally {
      delivering = false;
    }
  }

  private @Nullable TcpHandler program() {
    TcpHandler known = handler;
    TcpListener listener = acceptedBy;
    if (known == null && listener != null) {
      acceptedBy = null;
      known = listener.acceptNow(connection);
      handler = known;
    }
    return known;
  }

  private void deliverTo(TcpHandler to) {
    if (connectedWaits) {
      connectedWaits = false;
      if (!gone) {
        to.connected(connection);
      }
    }
    deliverData(to);
    boolean allRead = !hasReadable();
    if (allRead && !gone && reading && connection.receiver.finReceived() && !peerClosedTold) {
      peerClosedTold = true;
      to.peerClosed(connection);
    }
    Errno error = failure;
    if (error != null) {
      failure = null;
      if (!gone) {
        gone = true;
        to.failed(connection, error);
      }
    } else if (closedWaits && (gone || allRead)) {
      closedWaits = false;
      gone = true;
      to.closed(connection);
    }
  }

  private void deliverData(TcpHandler to) {
    while (!gone && reading && hasReadable()) {
      SegmentQueue queue = connection.receiver.readable();
      if (queue == null) {
        return;
      }
      byte[] frame = queue.firstFrame();
      int from = queue.firstOffset();
      int length = queue.firstEnd() - queue.firstStart();
      queue.removeFirst();
      connection.receiver.released(length, queue.isEmpty());
      if (connection.isListed()) {
        connection.receiver.programHasRead();
      }
      to.received(connection, frame, from, length);
    }
  }

  private boolean hasReadable() {
    SegmentQueue queue = connection.receiver.readable();
    return queue != null && !queue.isEmpty();
  }
}
