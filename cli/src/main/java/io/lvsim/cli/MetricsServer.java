package io.lvsim.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets Prometheus ask for a live director's metrics over HTTP. One request at a time. */
final class MetricsServer implements AutoCloseable {
  private static final Pattern WHERE = Pattern.compile("(?:([0-9a-zA-Z.-]*):)?([0-9]{1,5})");
  private static final int ANSWER_SECONDS_MAX = 10;

  private final HttpServer server;
  private final ExecutorService thread;
  private final ControlSocket control;

  private MetricsServer(HttpServer server, ControlSocket control) {
    this.server = server;
    this.control = control;
    thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon(true).name("metrics").factory());
  }

  /**
   * Begins to answer.
   *
   * @param where an address and a port, or a port of localhost
   * @param control through which the director is asked
   */
  static MetricsServer open(String where, ControlSocket control) throws BadInput {
    InetSocketAddress address = address(where);
    try {
      MetricsServer metrics = new MetricsServer(HttpServer.create(address, 0), control);
      metrics.server.setExecutor(metrics.thread);
      metrics.server.createContext("/", metrics::answer);
      metrics.server.start();
      return metrics;
    } catch (IOException e) {
      throw new BadInput("--prometheus " + where + ": " + FailureHandler.messageOf(e));
    }
  }

  /** Where that is; by default on this machine only. */
  static InetSocketAddress address(String where) throws BadInput {
    Matcher parts = WHERE.matcher(where);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xFFFF) {
      throw new BadInput(
          "--prometheus " + where + ": expected an address and a port, such as 127.0.0.1:9090");
    }
    String host = parts.group(1);
    int port = Integer.parseInt(parts.group(2));
    InetSocketAddress address =
        host == null || host.isEmpty()
            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
            : new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new BadInput("--prometheus " + where + ": there is no such address");
    }
    return address;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals("/metrics")) {
        send(exchange, 404, "metrics are at /metrics\n", "text/plain; charset=utf-8");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "only GET and HEAD\n", "text/plain; charset=utf-8");
      } else {
        sendMetrics(exchange);
      }
    }
  }

  private void sendMetrics(HttpExchange exchange) throws IOException {
    try {
      ControlMessage.Answer answer =
          control
              .ask(new ControlMessage.Question(List.of(LiveAnswers.PROMETHEUS), ""))
              .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
      send(exchange, 200, answer.out(), "text/plain; version=0.0.4; charset=utf-8");
    } catch (ExecutionException | TimeoutException e) {
      send(exchange, 503, "the director does not answer\n", "text/plain; charset=utf-8");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String text, String type)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean bare = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bare ? -1 : body.length);
    if (!bare) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
