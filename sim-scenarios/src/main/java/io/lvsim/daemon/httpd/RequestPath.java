package io.lvsim.daemon.httpd;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The path that a request asks for. */
final class RequestPath {
  private RequestPath() {}

  /**
   * The path of a target without its query, with %XX decoded and without dots; it begins with a
   * slash, and ends in one if the target's does.
   *
   * @return null for a target that has none, or leads out of the site
   */
  static @Nullable String of(String target) {
    String path = decode(target.replaceFirst("^https?://[^/]*", "").split("[?#]", 2)[0]);
    if (path == null || !(path.startsWith("/") || path.isEmpty())) {
      return null;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..") && parts.pollLast() == null) {
        return null;
      }
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    boolean directory = path.endsWith("/") && !parts.isEmpty();
    return "/" + String.join("/", parts) + (directory ? "/" : "");
  }

  private static @Nullable String decode(String text) {
    StringBuilder decoded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char letter = text.charAt(at++);
      if (letter == '%') {
        String digits = text.substring(at, Math.min(at + 2, text.length()));
        int code = digits.matches("[0-9A-Fa-f]{2}") ? Integer.parseInt(digits, 16) : 0;
        if (code == 0) {
          return null;
        }
        letter = (char) code;
        at += 2;
      }
      decoded.append(letter);
    }
    return decoded.toString();
  }
}
