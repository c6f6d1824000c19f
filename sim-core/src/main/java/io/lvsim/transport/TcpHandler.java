package io.lvsim.transport;

import io.lvsim.host.Errno;

/** A program's end of a TCP connection; called as things happen. */
public interface TcpHandler {
  /** The handshake is done. */
  default void connected(TcpConnection connection) {}

  /** Data has arrived, in order. The bytes must be copied if kept. */
  default void received(TcpConnection connection, byte[] bytes, int from, int length) {}

  /** The peer has closed its side; data can still be sent. */
  default void peerClosed(TcpConnection connection) {}

  /** The connection has ended by an error: refused, reset, timed out, unreachable. */
  default void failed(TcpConnection connection, Errno error) {}

  /** Both sides have closed and nothing is left to do (before TIME_WAIT has run out). */
  default void closed(TcpConnection connection) {}
}
