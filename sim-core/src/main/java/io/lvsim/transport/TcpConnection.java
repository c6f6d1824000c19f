package io.lvsim.transport;

/** One TCP connection, from SYN to TIME_WAIT. */
public final class TcpConnection {
  TcpConnection() {}

  public int localAddress() {
    throw new IllegalStateException("being built");
  }

  public int localPort() {
    throw new IllegalStateException("being built");
  }

  public int remoteAddress() {
    throw new IllegalStateException("being built");
  }

  public int remotePort() {
    throw new IllegalStateException("being built");
  }

  /** As ss shows it: ESTABLISHED, FIN_WAIT1 ... */
  public TcpState state() {
    throw new IllegalStateException("being built");
  }

  /** Queues bytes; they are copied. */
  public void send(byte[] bytes, int from, int length) {
    throw new IllegalStateException("being built");
  }

  /** close(2): a FIN after what is queued; RST instead when unread data was thrown away. */
  public void close() {
    throw new IllegalStateException("being built");
  }

  /** Ends with RST (SO_LINGER 0). */
  public void abort() {
    throw new IllegalStateException("being built");
  }
}
