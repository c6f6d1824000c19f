package io.lvsim.app;

import io.lvsim.host.HostException;
import io.lvsim.transport.TcpStack;

/** A web server: HTTP/1.0 and 1.1 over TCP, one handler for all ports. */
public final class HttpServer {
  /** Answers requests. */
  public interface Site {
    HttpResponse answer(HttpRequest request);
  }

  public HttpServer(TcpStack tcp, Site site) {
    throw new IllegalStateException("being built");
  }

  /** Listens on a port; address 0 for any. @throws HostException EADDRINUSE ... */
  public void listen(int address, int port) throws HostException {
    throw new IllegalStateException("being built");
  }

  /** Closes all listeners and resets open connections, as a killed server does. */
  public void stop() {
    throw new IllegalStateException("being built");
  }

  /** Requests answered since it was made. */
  public long served() {
    throw new IllegalStateException("being built");
  }
}
