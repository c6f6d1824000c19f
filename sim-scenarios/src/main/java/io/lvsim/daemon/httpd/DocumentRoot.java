package io.lvsim.daemon.httpd;

import io.lvsim.app.HttpRequest;
import io.lvsim.app.HttpResponse;
import io.lvsim.app.HttpServer;
import io.lvsim.files.FileTree;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.trace.DaemonDecision;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers requests with the files below /var/www/html, as Apache 2.4 does without modules. */
final class DocumentRoot implements HttpServer.Site {
  private static final String ROOT = "/var/www/html";
  private static final String INDEX = "index.html";

  private final Machine machine;
  private final AccessLog log;

  DocumentRoot(Machine machine) {
    this.machine = machine;
    log = new AccessLog(machine);
  }

  @Override
  public HttpResponse answer(HttpRequest request) {
    HttpResponse response = find(request);
    log.add(request, response);
    if (machine.lab().trace().on()) {
      machine
          .lab()
          .trace()
          .tell(
              machine.name(),
              new DaemonDecision.Answered(
                  request.method() + " " + request.target(), response.status(), why(response)));
    }
    return response;
  }

  private static String why(HttpResponse response) {
    return response.reason() + ", " + response.body().length + " bytes";
  }

  private HttpResponse find(HttpRequest request) {
    String path = RequestPath.of(request.target());
    if (path == null) {
      return error(
          400,
          "Bad Request",
          "Your browser sent a request that this server could not understand.<br />");
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> read(path);
      case "OPTIONS" -> response(200, "OK", new byte[0], Map.of("Allow", "GET,POST,OPTIONS,HEAD"));
      case "POST", "PUT", "DELETE", "PATCH", "TRACE" -> notAllowed(request, path);
      default ->
          error(501, "Not Implemented", request.method() + " to " + path + " not supported.<br />");
    };
  }

  private HttpResponse read(String path) {
    FileTree files = machine.files();
    String file = ROOT + path;
    boolean directory = files.isDirectory(file);
    if (directory && !path.endsWith("/")) {
      return moved(path + "/");
    }
    try {
      byte[] content = files.read(directory ? file + INDEX : file);
      return response(200, "OK", content, Map.of());
    } catch (HostException missing) {
      return directory
          ? error(
              403,
              "Forbidden",
              "You don't have permission to access " + path + "\non this server.<br />")
          : error(404, "Not Found", "The requested URL " + path + " was not found on this server.");
    }
  }

  private static HttpResponse moved(String to) {
    String text = "The document has moved <a href=\"" + to + "\">here</a>.";
    HttpResponse page = error(301, "Moved Permanently", text);
    return response(301, "Moved Permanently", page.body(), Map.of("Location", to));
  }

  private static HttpResponse notAllowed(HttpRequest request, String path) {
    HttpResponse page =
        error(
            405,
            "Method Not Allowed",
            "The requested method "
                + request.method()
                + " is not allowed for the URL "
                + path
                + ".");
    return response(
        405, "Method Not Allowed", page.body(), Map.of("Allow", "GET,POST,OPTIONS,HEAD"));
  }

  private static HttpResponse error(int status, String reason, String text) {
    String page =
        String.format(
            """
            <!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
            <html><head>
            <title>%d %s</title>
            </head><body>
            <h1>%s</h1>
            <p>%s</p>
            </body></html>
            """,
            status, reason, reason, text);
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    return response(status, reason, body, Map.of("Content-Type", "text/html; charset=iso-8859-1"));
  }

  private static HttpResponse response(
      int status, String reason, byte[] body, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Server", "Apache/2.4.6 (CentOS)");
    headers.putAll(more);
    return new HttpResponse(status, reason, headers, body);
  }
}
