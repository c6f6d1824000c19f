package io.lvsim.app;

import io.lvsim.host.Errno;
import io.lvsim.transport.TcpConnection;
import io.lvsim.transport.TcpHandler;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** One client's connection to a web server: requests in, answers out, one after the other. */
final class HttpServerConnection implements TcpHandler {
  private static final int LONGEST_HEAD = 16_384;
  private static final int LONGEST_BODY = 1 << 20;

  private final HttpServer server;
  private final ByteCollector received = new ByteCollector();
  private boolean done;

  HttpServerConnection(HttpServer server) {
    this.server = server;
  }

  @Override
  public void received(TcpConnection connection, byte[] bytes, int from, int length) {
    received.add(bytes, from, length);
    while (!done && answerNext(connection)) {
      // a client may send requests without waiting for answers
    }
  }

  @Override
  public void peerClosed(TcpConnection connection) {
    finish(connection);
  }

  @Override
  public void failed(TcpConnection connection, Errno error) {
    server.closed(connection);
  }

  @Override
  public void closed(TcpConnection connection) {
    server.closed(connection);
  }

  /** Returns whether there was a whole request. */
  private boolean answerNext(TcpConnection connection) {
    int end = HttpHead.end(received.bytes(), received.size());
    if (end < 0) {
      if (received.size() > LONGEST_HEAD) {
        refuse(connection, 431, "Request Header Fields Too Large");
      }
      return false;
    }
    HttpHead head = HttpHead.read(received.bytes(), end);
    long body = Math.max(0, head.contentLength());
    if (body > LONGEST_BODY) {
      refuse(connection, 413, "Content Too Large");
      return false;
    }
    if (received.size() < end + body) {
      return false;
    }
    received.drop(end + (int) body);
    answer(connection, head);
    return true;
  }

  private void answer(TcpConnection connection, HttpHead head) {
    String[] words = head.firstLine().split(" ", -1);
    if (words.length != 3 || words[0].isEmpty() || !words[2].startsWith("HTTP/1.")) {
      refuse(connection, 400, "Bad Request");
      return;
    }
    boolean newer = words[2].equals("HTTP/1.1");
    boolean keep =
        server.isPersistent() && newer
            ? !head.connectionSays("close")
            : head.connectionSays("keep-alive");
    HttpResponse response =
        server.answer(
            new HttpRequest(
                words[0],
                words[1],
                words[2],
                head.headers(),
                connection.localAddress(),
                connection.localPort(),
                connection.remoteAddress(),
                connection.remotePort()));
    String version = server.isPersistent() && newer ? "HTTP/1.1" : "HTTP/1.0";
    String connectionHeader = keep && !server.isPersistent() ? "Connection: keep-alive\r\n" : "";
    boolean bodiless = words[0].toUpperCase(Locale.ROOT).equals("HEAD");
    send(connection, version, response, connectionHeader, bodiless);
    if (!keep) {
      finish(connection);
    }
  }

  private void refuse(TcpConnection connection, int status, String reason) {
    byte[] body = (status + " " + reason + "\n").getBytes(StandardCharsets.ISO_8859_1);
    send(connection, "HTTP/1.0", new HttpResponse(status, reason, Map.of(), body), "", false);
    finish(connection);
  }

  private static void send(
      TcpConnection connection,
      String version,
      HttpResponse response,
      String connectionHeader,
      boolean bodiless) {
    StringBuilder head = new StringBuilder();
    head.append(version).append(' ').append(response.status()).append(' ');
    head.append(response.reason()).append("\r\n");
    response
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(response.body().length).append("\r\n");
    head.append(connectionHeader).append("\r\n");
    ByteCollector message = new ByteCollector();
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    message.add(headBytes, 0, headBytes.length);
    if (!bodiless) {
      message.add(response.body(), 0, response.body().length);
    }
    connection.send(message.bytes(), 0, message.size());
  }

  private void finish(TcpConnection connection) {
    done = true;
    server.closed(connection);
    connection.close();
  }
}
