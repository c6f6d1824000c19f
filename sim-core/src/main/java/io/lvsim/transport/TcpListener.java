package io.lvsim.transport;

/** A listening socket. */
public final class TcpListener {
  TcpListener() {}

  public int address() {
    throw new IllegalStateException("being built");
  }

  public int port() {
    throw new IllegalStateException("being built");
  }

  /** Stops listening; connections not accepted yet are reset. */
  public void close() {
    throw new IllegalStateException("being built");
  }
}
