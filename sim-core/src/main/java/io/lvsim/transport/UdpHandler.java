package io.lvsim.transport;

import io.lvsim.host.Errno;

/** A program's end of a UDP socket. */
public interface UdpHandler {
  /** A datagram has arrived; localAddress is the address it was sent to. */
  void received(
      UdpSocket socket,
      int fromAddress,
      int fromPort,
      int localAddress,
      byte[] bytes,
      int from,
      int length);

  /** An ICMP error has come about a datagram sent to a connected peer. */
  default void failed(UdpSocket socket, Errno error) {}
}
