package io.lvsim.app;

import io.lvsim.host.Errno;
import io.lvsim.transport.TcpStack;

/** A web client that makes one request per connection. */
public final class HttpClient {
  /** How a request ended. */
  public interface Outcome {
    /** TCP is connected. */
    default void connected(int localAddress, int localPort) {}

    /** The whole response has come. */
    void answered(HttpResponse response);

    /** No whole response: refused, reset, timed out ... or closed before anything came. */
    void failed(Errno error, boolean connected);
  }

  private HttpClient() {}

  /** Begins a request; returns what can cancel it (RST). Addresses and ports as in TcpStack. */
  public static Runnable request(
      TcpStack tcp,
      int localAddress,
      int localPort,
      int address,
      int port,
      byte[] request,
      boolean headOnly,
      Outcome outcome)
      throws io.lvsim.host.HostException {
    throw new IllegalStateException("being built");
  }
}
