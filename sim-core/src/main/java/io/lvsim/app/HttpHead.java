package io.lvsim.app;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The first line and the headers of an HTTP message (RFC 9112). Lines may end in LF alone; what is
 * no header is skipped.
 *
 * @param firstLine the request line or the status line
 * @param headers names in lower case; of repeated ones the first
 * @param length of the head with its empty line, in bytes
 */
record HttpHead(String firstLine, Map<String, String> headers, int length) {
  /** Where the head ends in so many bytes: the offset behind the empty line, or -1. */
  static int end(byte[] bytes, int length) {
    int lineLength = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        if (lineLength == 0 && i > 0) {
          return i + 1;
        }
        lineLength = 0;
      } else if (bytes[i] != '\r') {
        lineLength++;
      }
    }
    return -1;
  }

  /** Reads a head whose end is known. */
  static HttpHead read(byte[] bytes, int end) {
    String[] lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    int first = 0;
    while (first < lines.length - 1 && lines[first].isEmpty()) {
      first++;
    }
    for (int i = first + 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
        headers.putIfAbsent(name, lines[i].substring(colon + 1).trim());
      }
    }
    return new HttpHead(lines[first], headers, end);
  }

  /** The Content-Length header; -1 if it is missing or no number. */
  long contentLength() {
    String text = headers.getOrDefault("content-length", "");
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(text);
  }

  /** Whether the Connection header holds a word. */
  boolean connectionSays(String word) {
    for (String part : headers.getOrDefault("connection", "").split(",", -1)) {
      if (part.trim().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }
}
