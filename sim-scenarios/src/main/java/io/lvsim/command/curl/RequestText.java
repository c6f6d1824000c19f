package io.lvsim.command.curl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The bytes of a request as curl writes them. */
final class RequestText {
  private RequestText() {}

  static byte[] of(CurlUrl url, CurlOptions options, CurlTexts texts) {
    String agent = options.userAgent == null ? "curl/" + texts.version() : options.userAgent;
    String usual = texts.requestHeaders(url.hostHeader(), agent);
    List<String> lines = new ArrayList<>(List.of(usual.split("\r\n")));
    for (String header : options.headers) {
      apply(lines, header);
    }
    String data = options.data;
    if (data != null) {
      int length = data.getBytes(StandardCharsets.UTF_8).length;
      lines.add("Content-Length: " + length);
      addUnlessGiven(lines, "Content-Type: application/x-www-form-urlencoded");
    }
    String version = options.http10 ? "HTTP/1.0" : "HTTP/1.1";
    String first = options.methodName() + " " + url.path() + " " + version;
    String body = data == null ? "" : data;
    String text = first + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** -H: replaces a usual header, takes it away (no value), or adds another. */
  private static void apply(List<String> lines, String header) {
    int colon = header.indexOf(':');
    if (colon < 0) {
      return;
    }
    boolean empty = header.substring(colon + 1).isBlank();
    for (int i = 0; i < lines.size(); i++) {
      if (sameName(lines.get(i), header)) {
        if (empty) {
          lines.remove(i);
        } else {
          lines.set(i, header);
        }
        return;
      }
    }
    if (!empty) {
      lines.add(header);
    }
  }

  private static void addUnlessGiven(List<String> lines, String header) {
    if (lines.stream().noneMatch(line -> sameName(line, header))) {
      lines.add(header);
    }
  }

  private static boolean sameName(String one, String other) {
    return name(one).equals(name(other));
  }

  private static String name(String header) {
    int colon = header.indexOf(':');
    return header.substring(0, Math.max(0, colon)).trim().toLowerCase(Locale.ROOT);
  }
}
