package io.lvsim.transport;

import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.TransportProtocol;

/** UDP of one host. */
public final class UdpStack implements TransportProtocol {
  public UdpStack(Host host) {
    throw new IllegalStateException("being built");
  }

  /**
   * Opens a socket.
   *
   * @param address 0 for any
   * @param port 0 for an ephemeral port
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL
   */
  public UdpSocket open(int address, int port, UdpHandler handler) throws HostException {
    throw new IllegalStateException("being built");
  }

  @Override
  public void receive(byte[] frame, int ipAt, Interface in) {
    throw new IllegalStateException("being built");
  }

  @Override
  public void icmpError(int type, int code, int info, byte[] frame, int quotedIpAt) {
    throw new IllegalStateException("being built");
  }
}
