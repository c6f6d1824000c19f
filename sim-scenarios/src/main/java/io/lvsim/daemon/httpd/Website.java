package io.lvsim.daemon.httpd;

import io.lvsim.app.HttpRequest;
import io.lvsim.app.HttpResponse;
import io.lvsim.app.HttpServer;
import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Answers requests with the files below /var/www/html, and logs each in the combined format. */
final class Website implements HttpServer.Site {
  private static final String ROOT = "/var/www/html";
  private static final String LOG_DIRECTORY = "/var/log/httpd";
  private static final String LOG = LOG_DIRECTORY + "/access_log";
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  private final Machine machine;

  Website(Machine machine) {
    this.machine = machine;
  }

  @Override
  public HttpResponse answer(HttpRequest request) {
    HttpResponse response = find(request);
    log(request, response);
    return response;
  }

  private HttpResponse find(HttpRequest request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads) {
      return error(405, "Method Not Allowed", "The requested method is not allowed for this URL.");
    }
    String path = pathOf(request.target());
    try {
      boolean directory = machine.files().isDirectory(ROOT + path);
      String file = directory ? path + (path.endsWith("/") ? "" : "/") + "index.html" : path;
      return page(file, machine.files().read(ROOT + file));
    } catch (HostException e) {
      return e.errno() == Errno.EACCES
          ? error(403, "Forbidden", "You don't have permission to access this resource.")
          : error(404, "Not Found", "The requested URL was not found on this server.");
    }
  }

  /** The path of a target without its query; {@code ..} never leads out of the site. */
  private static String pathOf(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    int authority = path.startsWith("http://") ? path.indexOf('/', "http://".length()) : 0;
    path = authority < 0 ? "/" : path.substring(authority);
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    boolean directory = path.endsWith("/") && !parts.isEmpty();
    return "/" + String.join("/", parts) + (directory ? "/" : "");
  }

  private HttpResponse page(String path, byte[] body) {
    boolean html = path.endsWith(".html") || path.endsWith(".htm");
    return response(
        200, "OK", html ? "text/html; charset=UTF-8" : "text/plain; charset=UTF-8", body);
  }

  private HttpResponse error(int status, String reason, String sentence) {
    String body =
        """
        <!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
        <html><head>
        <title>%d %s</title>
        </head><body>
        <h1>%s</h1>
        <p>%s</p>
        </body></html>
        """
            .formatted(status, reason, reason, sentence);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return response(status, reason, "text/html; charset=iso-8859-1", bytes);
  }

  private HttpResponse response(int status, String reason, String type, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now()));
    headers.put("Server", "Apache");
    headers.put("Content-Type", type);
    return new HttpResponse(status, reason, headers, body);
  }

  private OffsetDateTime now() {
    long nowNanos = machine.lab().simulation().now();
    return machine.lab().epoch().plusNanos(nowNanos).atOffset(ZoneOffset.UTC);
  }

  private void log(HttpRequest request, HttpResponse response) {
    String line =
        "%s - - [%s] \"%s %s %s\" %d %d \"%s\" \"%s\"\n"
            .formatted(
                Ipv4Address.format(request.remoteAddress()),
                LOG_TIME.format(now()),
                request.method(),
                request.target(),
                request.version(),
                response.status(),
                response.body().length,
                request.headers().getOrDefault("referer", "-"),
                request.headers().getOrDefault("user-agent", "-"));
    try {
      machine.files().makeDirectory(LOG_DIRECTORY);
      machine.files().append(LOG, line.getBytes(StandardCharsets.UTF_8));
    } catch (HostException e) {
      return; // a web server goes on without its log
    }
  }
}
