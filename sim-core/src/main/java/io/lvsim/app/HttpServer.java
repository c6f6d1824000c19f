package io.lvsim.app;

import io.lvsim.host.HostException;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpListener;
import io.lvsim.transport.TcpStack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A web server: HTTP/1.0 and 1.1 over TCP, one handler for all ports. By itself it answers as
 * HTTP/1.0 does, and closes after each answer unless the client asks to keep the connection; with
 * {@link #setPersistent} it answers as HTTP/1.1 does, and keeps the connection unless the client
 * asks to close it.
 */
public final class HttpServer {
  private static final int BACKLOG = 511;

  private final TcpStack tcp;
  private final Site site;
  private final List<TcpListener> listeners = new ArrayList<>();
  private final Set<TcpConnection> connections = new LinkedHashSet<>();
  private boolean persistent;
  private long served;

  /** Answers requests. */
  @FunctionalInterface
  public interface Site {
    /** The answer to a request; its Content-Length is added. */
    HttpResponse answer(HttpRequest request);
  }

  /** A server that does not listen yet. */
  public HttpServer(TcpStack tcp, Site site) {
    this.tcp = tcp;
    this.site = site;
  }

  /** Whether to speak HTTP/1.1 with clients that do, so that connections stay; false at first. */
  public void setPersistent(boolean on) {
    persistent = on;
  }

  /**
   * Listens on a port.
   *
   * @param address 0 for any
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL
   */
  public void listen(int address, int port) throws HostException {
    listeners.add(tcp.listen(address, port, BACKLOG, this::accept));
  }

  /**
   * Ends as a killed process does: the kernel closes its listeners, resets what was not accepted,
   * and closes its connections (FIN, or RST if something was not read). It can listen again.
   */
  public void stop() {
    listeners.forEach(TcpListener::close);
    listeners.clear();
    List<TcpConnection> open = new ArrayList<>(connections);
    connections.clear();
    open.forEach(TcpConnection::close);
  }

  /**
   * Hangs as a stopped process (SIGSTOP) does: the kernel goes on with handshakes and keeps what
   * arrives, but nothing is answered.
   */
  public void setHanging(boolean hanging) {
    for (TcpListener listener : listeners) {
      listener.setAccepting(!hanging);
    }
    for (TcpConnection connection : new ArrayList<>(connections)) {
      connection.setReading(!hanging);
    }
  }

  /** Whether it listens anywhere. */
  public boolean isRunning() {
    return !listeners.isEmpty();
  }

  /** Requests answered since it was made. */
  public long served() {
    return served;
  }

  boolean isPersistent() {
    return persistent;
  }

  HttpResponse answer(HttpRequest request) {
    served++;
    return site.answer(request);
  }

  void closed(TcpConnection connection) {
    connections.remove(connection);
  }

  private HttpServerConnection accept(TcpConnection connection) {
    connections.add(connection);
    connection.setNoDelay(true);
    return new HttpServerConnection(this);
  }
}
