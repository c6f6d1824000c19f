package io.lvsim.command.socket;

import io.lvsim.process.Process;
import io.lvsim.process.Waiters;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import io.lvsim.transport.TcpListener;
import java.util.ArrayDeque;

/** A listening TCP socket as a program has it that blocks in accept(2). */
final class TcpAcceptor {
  private final Waiters waiters = new Waiters();
  private final ArrayDeque<TcpStream> accepted = new ArrayDeque<>();
  private @org.jspecify.annotations.Nullable TcpListener listener;

  /** The listener that hands connections over. */
  void over(TcpListener which) {
    listener = which;
  }

  /** What the listener calls for a connection whose handshake is done. */
  TcpHandler take(TcpConnection connection) {
    TcpStream stream = new TcpStream();
    stream.connected(connection);
    accepted.add(stream);
    waiters.wakeAll();
    return stream;
  }

  /** Waits for the next connection; null if none comes in time. */
  @org.jspecify.annotations.Nullable
  TcpStream accept(Process process, long timeoutNanos) {
    waiters.await(process, () -> !accepted.isEmpty(), timeoutNanos);
    return accepted.poll();
  }

  void close() {
    if (listener != null) {
      listener.close();
    }
    accepted.forEach(TcpStream::close);
    accepted.clear();
  }
}
