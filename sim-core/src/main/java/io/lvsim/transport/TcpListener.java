package io.lvsim.transport;

import java.util.ArrayDeque;
import java.util.function.Function;

/** A listening socket. */
public final class TcpListener {
  private final TcpStack stack;
  private final int address;
  private final int port;
  private final int backlog;
  private final Function<TcpConnection, TcpHandler> accept;
  private final ArrayDeque<TcpConnection> waiting = new ArrayDeque<>();
  private boolean accepting = true;
  private int halfOpen;

  TcpListener(
      TcpStack stack,
      int address,
      int port,
      int backlog,
      Function<TcpConnection, TcpHandler> accept) {
    this.stack = stack;
    this.address = address;
    this.port = port;
    this.backlog = backlog;
    this.accept = accept;
  }

  /** 0 for any. */
  public int address() {
    return address;
  }

  public int port() {
    return port;
  }

  /** How many connections may wait to be accepted, as Send-Q of ss; one more is let in. */
  public int backlog() {
    return backlog;
  }

  /** How many connections wait to be accepted, as Recv-Q of ss. */
  public int waiting() {
    return waiting.size();
  }

  /**
   * Lets the program stop to accept connections, as a process that hangs, or accept them again.
   * Meanwhile their handshakes are done by the kernel until the backlog is full.
   */
  public void setAccepting(boolean on) {
    accepting = on;
    while (accepting && !waiting.isEmpty()) {
      TcpConnection next = waiting.remove();
      next.program.accept(this);
      next.program.deliver();
    }
  }

  /** Stops listening; connections not accepted yet are reset. */
  public void close() {
    stack.remove(this);
    for (TcpConnection connection : waiting) {
      if (connection.state() != TcpState.CLOSED) {
        connection.abort();
      }
    }
    waiting.clear();
    stack.dropRequestsOf(this);
  }

  boolean covers(int localAddress, int localPort) {
    return localPort == port && (address == 0 || address == localAddress);
  }

  /** Whether the accept queue takes no more (sk_acceptq_is_full). */
  boolean isFull() {
    return waiting.size() > backlog;
  }

  /** Whether so many handshakes are half done that SYN cookies are needed. */
  boolean isFlooded() {
    return halfOpen >= backlog;
  }

  void requested() {
    halfOpen++;
  }

  void requestGone() {
    halfOpen--;
  }

  /** A handshake is done. */
  void established(TcpConnection connection) {
    if (accepting) {
      connection.program.accept(this);
    } else {
      waiting.add(connection);
    }
  }

  TcpHandler acceptNow(TcpConnection connection) {
    return accept.apply(connection);
  }
}
