package io.lvsim.transport;

import io.lvsim.host.Host;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.TransportProtocol;
import java.util.List;
import java.util.function.Function;

/** TCP of one host. */
public final class TcpStack implements TransportProtocol {
  /** Registers itself with the host's IPv4 layer and its sysctls with the host's. */
  public TcpStack(Host host) {
    throw new IllegalStateException("being built");
  }

  /**
   * Listens.
   *
   * @param address 0 for any
   * @param accept called for each new connection once its handshake is done; gives its handler
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL
   */
  public TcpListener listen(
      int address, int port, int backlog, Function<TcpConnection, TcpHandler> accept)
      throws HostException {
    throw new IllegalStateException("being built");
  }

  /**
   * Begins to connect; the handler is told how it went.
   *
   * @param localAddress 0 lets routing choose
   * @param localPort 0 for an ephemeral port
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL, ENETUNREACH ... (at once, as connect(2))
   */
  public TcpConnection connect(
      int localAddress, int localPort, int remoteAddress, int remotePort, TcpHandler handler)
      throws HostException {
    throw new IllegalStateException("being built");
  }

  /** All connections, for ss and netstat, in order of creation. */
  public List<TcpConnection> connections() {
    throw new IllegalStateException("being built");
  }

  /** All listeners, in order of creation. */
  public List<TcpListener> listeners() {
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
