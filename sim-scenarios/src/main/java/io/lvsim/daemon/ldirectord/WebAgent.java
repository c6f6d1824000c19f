package io.lvsim.daemon.ldirectord;

import io.lvsim.app.HttpClient;
import io.lvsim.app.HttpResponse;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.wire.Ipv4Address;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for pages as libwww-perl 6.68 does for ldirectord: one connection a request, redirections
 * are followed, and one timeout for everything.
 */
final class WebAgent {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MOST_REDIRECTIONS = 7;

  private final Instance instance;
  private final String method;
  private final String firstHost;
  private final String proxy;
  private final int timeoutSeconds;
  private final long deadlineNanos;

  /**
   * @param firstHost the Host header of the first request; empty for the URL's
   * @param proxy as {@code address:port}, empty for none
   * @param timeoutSeconds 0 for no limit
   */
  WebAgent(Instance instance, String method, String firstHost, String proxy, int timeoutSeconds) {
    this.instance = instance;
    this.method = method;
    this.firstHost = firstHost;
    this.proxy = proxy;
    this.timeoutSeconds = timeoutSeconds;
    long now = instance.process().simulation().now();
    deadlineNanos =
        timeoutSeconds == 0 ? Long.MAX_VALUE / 2 : now + timeoutSeconds * NANOS_PER_SECOND;
  }

  /** Asks, and follows where it is sent. */
  WebAnswer ask(String url) {
    String asked = url;
    WebAnswer answer = request(asked, firstHost);
    for (int hop = 0; hop < MOST_REDIRECTIONS && answer.isRedirection(); hop++) {
      asked = resolve(asked, answer.location());
      answer = request(asked, "");
    }
    return answer;
  }

  private static String resolve(String base, String location) {
    try {
      return URI.create(base).resolve(location).toString();
    } catch (IllegalArgumentException wrong) {
      return location;
    }
  }

  private WebAnswer request(String url, String host) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException wrong) {
      return new WebAnswer(400, "URL must be absolute", "", "", "no URL: " + url);
    }
    String server = uri.getHost();
    if (server == null) {
      return new WebAnswer(400, "URL must be absolute", "", "", "no URL: " + url);
    }
    boolean secure = "https".equals(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    String peer = proxy.isEmpty() ? server + ":" + port : proxy;
    byte[] request = head(uri, host.isEmpty() ? authority(uri) : host);
    return secure ? refuseTls(peer) : exchange(peer, request);
  }

  private static String authority(URI uri) {
    boolean standard = uri.getPort() < 0 || uri.getPort() == 80;
    return standard ? String.valueOf(uri.getHost()) : uri.getHost() + ":" + uri.getPort();
  }

  private byte[] head(URI uri, String host) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String target = proxy.isEmpty() ? path + query : uri.toString();
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\nTE: deflate,gzip;q=0.3\r\nConnection: TE, close\r\nHost: "
            + host
            + "\r\nUser-Agent: libwww-perl/6.68\r\n\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Servers of a lab speak no TLS: one connects, and finds that out. */
  private WebAnswer refuseTls(String peer) {
    Connection connection = new Connection(instance, timeoutSeconds);
    String address = address(peer);
    boolean connected = address != null && connection.open(address, port(peer));
    connection.close();
    Errno error = connection.error();
    String why = error == null ? "SSL connect attempt failed" : error.text();
    return cannotConnect(peer, connected ? "SSL connect attempt failed" : why);
  }

  private WebAnswer exchange(String peer, byte[] request) {
    String address = address(peer);
    if (address == null) {
      return cannotConnect(peer, "Name or service not known");
    }
    Exchange exchange = new Exchange();
    Runnable cancel;
    try {
      cancel =
          HttpClient.request(
              instance.machine.tcp(),
              0,
              0,
              Ipv4Address.parse(address),
              port(peer),
              request,
              method.equals("HEAD"),
              exchange);
    } catch (HostException refused) {
      return cannotConnect(peer, refused.errno().text());
    }
    long left = deadlineNanos - instance.process().simulation().now();
    if (!instance.process().await(exchange::isOver, Math.max(left, 0))) {
      cancel.run();
      return WebAnswer.failure(
          "Timeout Alarm", "no answer within negotiatetimeout = " + timeoutSeconds + " s");
    }
    return exchange.answer(peer);
  }

  private static WebAnswer cannotConnect(String peer, String why) {
    return WebAnswer.failure("Can't connect to " + peer + " (" + why + ")", why);
  }

  private @Nullable String address(String peer) {
    String host = peer.substring(0, peer.lastIndexOf(':'));
    return new MachineSurroundings(instance.machine).address(host);
  }

  private static int port(String peer) {
    return Integer.parseInt(peer.substring(peer.lastIndexOf(':') + 1));
  }

  /** One request under way. */
  private final class Exchange implements HttpClient.Outcome {
    private @Nullable HttpResponse response;
    private @Nullable Errno error;
    private boolean connected;

    boolean isOver() {
      return response != null || error != null;
    }

    @Override
    public void answered(HttpResponse whole) {
      response = whole;
      instance.process().wake();
    }

    @Override
    public void failed(Errno why, boolean wasConnected) {
      error = why;
      connected = wasConnected;
      instance.process().wake();
    }

    WebAnswer answer(String peer) {
      HttpResponse whole = response;
      if (whole != null) {
        String content = new String(whole.body(), StandardCharsets.ISO_8859_1);
        String why = "status " + whole.status() + " " + whole.reason();
        return new WebAnswer(
            whole.status(), whole.reason(), header(whole.headers(), "location"), content, why);
      }
      Errno why = error == null ? Errno.ECONNRESET : error;
      if (!connected) {
        return cannotConnect(peer, why.text());
      }
      return why == Errno.ECONNRESET
          ? WebAnswer.failure("read failed: Connection reset by peer", "connection reset")
          : WebAnswer.failure(
              "Server closed connection without sending any data back", "closed without an answer");
    }

    private static String header(Map<String, String> headers, String name) {
      for (Map.Entry<String, String> header : headers.entrySet()) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue();
        }
      }
      return "";
    }
  }
}
