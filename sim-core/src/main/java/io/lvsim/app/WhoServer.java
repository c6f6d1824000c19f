package io.lvsim.app;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import io.lvsim.transport.TcpListener;
import io.lvsim.transport.TcpStack;
import io.lvsim.transport.UdpHandler;
import io.lvsim.transport.UdpSocket;
import io.lvsim.transport.UdpStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A server that says who it is, over TCP and UDP on the same ports. An HTTP request is answered
 * with its name as HTTP/1.0 does, and closed; any other line is answered with its name, and the
 * connection stays; so is every datagram. One server can thus be a lab's web server and the partner
 * of a dialogue over one connection.
 */
public final class WhoServer implements UdpHandler {
  private static final int BACKLOG = 128;
  private static final byte[] GET = {'G', 'E', 'T', ' '};

  private final TcpStack tcp;
  private final UdpStack udp;
  private final byte[] line;
  private final byte[] page;
  private final List<TcpListener> listeners = new ArrayList<>();
  private final List<UdpSocket> sockets = new ArrayList<>();
  private final Set<TcpConnection> connections = new LinkedHashSet<>();
  private long served;

  /**
   * A server that does not listen yet.
   *
   * @param name what it answers, without the line end
   */
  public WhoServer(TcpStack tcp, UdpStack udp, String name) {
    this.tcp = tcp;
    this.udp = udp;
    line = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("HTTP/1.0 200 OK\r\nContent-Length: " + line.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    page = new byte[head.length + line.length];
    System.arraycopy(head, 0, page, 0, head.length);
    System.arraycopy(line, 0, page, head.length, line.length);
  }

  /**
   * Listens on a port, for connections and datagrams.
   *
   * @param address 0 for any
   * @throws HostException EADDRINUSE, EADDRNOTAVAIL
   */
  public void listen(int address, int port) throws HostException {
    listeners.add(tcp.listen(address, port, BACKLOG, this::accept));
    sockets.add(udp.open(address, port, this));
  }

  /** Ends as a killed process does: the kernel closes all it has open. It can listen again. */
  public void stop() {
    listeners.forEach(TcpListener::close);
    listeners.clear();
    sockets.forEach(UdpSocket::close);
    sockets.clear();
    List<TcpConnection> open = new ArrayList<>(connections);
    connections.clear();
    open.forEach(TcpConnection::close);
  }

  /** Whether it listens anywhere. */
  public boolean isRunning() {
    return !listeners.isEmpty();
  }

  /** Answers given since it was made: to HTTP requests, lines and datagrams. */
  public long served() {
    return served;
  }

  @Override
  public void received(
      UdpSocket socket,
      int fromAddress,
      int fromPort,
      int localAddress,
      byte[] bytes,
      int from,
      int length) {
    served++;
    socket.send(localAddress, fromAddress, fromPort, line, 0, line.length);
  }

  private TcpHandler accept(TcpConnection connection) {
    connections.add(connection);
    return new Dialogue();
  }

  /** One client's connection. */
  private final class Dialogue implements TcpHandler {
    private final ByteCollector received = new ByteCollector();

    @Override
    public void received(TcpConnection connection, byte[] bytes, int from, int length) {
      received.add(bytes, from, length);
      if (startsWithGet()) {
        if (HttpHead.end(received.bytes(), received.size()) >= 0) {
          served++;
          connection.send(page, 0, page.length);
          finish(connection);
        }
        return;
      }
      answerLines(connection);
    }

    @Override
    public void peerClosed(TcpConnection connection) {
      finish(connection);
    }

    @Override
    public void failed(TcpConnection connection, Errno error) {
      connections.remove(connection);
    }

    private boolean startsWithGet() {
      if (received.size() < GET.length) {
        return false;
      }
      for (int i = 0; i < GET.length; i++) {
        if (received.bytes()[i] != GET[i]) {
          return false;
        }
      }
      return true;
    }

    private void answerLines(TcpConnection connection) {
      int end = lineEnd();
      while (end > 0) {
        received.drop(end);
        served++;
        connection.send(line, 0, line.length);
        end = lineEnd();
      }
    }

    /** The offset behind the first line; 0 if none is whole. */
    private int lineEnd() {
      for (int i = 0; i < received.size(); i++) {
        if (received.bytes()[i] == '\n') {
          return i + 1;
        }
      }
      return 0;
    }

    private void finish(TcpConnection connection) {
      connections.remove(connection);
      connection.close();
    }
  }
}
