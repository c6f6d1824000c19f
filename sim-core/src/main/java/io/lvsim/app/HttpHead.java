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
    Map<String, String> headers = new LinkedHashMap<>();
    String firstLine = "";
    int start = 0;
    for (int at = 0; at < end; at++) {
      if (bytes[at] != '\n') {
        continue;
      }
      int lineEnd = at > start && bytes[at - 1] == '\r' ? at - 1 : at;
      String line = new String(bytes, start, lineEnd - start, StandardCharsets.ISO_8859_1);
      if (firstLine.isEmpty()) {
        firstLine = line;
      } else {
        addHeader(headers, line);
      }
      start = at + 1;
    }
    return new HttpHead(firstLine, headers, end);
  }

  private static void addHeader(Map<String, String> headers, String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      headers.putIfAbsent(name, line.substring(colon + 1).trim());
    }
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
