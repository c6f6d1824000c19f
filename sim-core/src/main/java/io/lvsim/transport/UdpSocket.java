package io.lvsim.transport;

import io.lvsim.host.Errno;
import org.jspecify.annotations.Nullable;

/** A UDP socket. */
public final class UdpSocket {
  UdpSocket() {}

  /** Sends a datagram; source 0 lets the bound address or routing choose. */
  public @Nullable Errno send(
      int source, int destination, int port, byte[] bytes, int from, int length) {
    throw new IllegalStateException("being built");
  }

  public void close() {
    throw new IllegalStateException("being built");
  }
}
