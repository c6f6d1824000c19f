package io.lvsim.app;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response as it comes: head, then a body by Content-Length, in chunks, or until the
 * connection closes (RFC 9112 section 6.3). Interim responses (1xx) are skipped.
 */
final class HttpResponseReader {
  private static final int LONGEST_HEAD = 1 << 16;

  private final boolean headOnly;
  private final ByteCollector received = new ByteCollector();
  private final ByteCollector body = new ByteCollector();
  private @Nullable HttpHead head;
  private String headText = "";
  private @Nullable ChunkReader chunks;
  private long expected = -1;
  private boolean whole;
  private boolean garbage;

  HttpResponseReader(boolean headOnly) {
    this.headOnly = headOnly;
  }

  /** Whether nothing more belongs to the response. */
  boolean isWhole() {
    return whole;
  }

  /** Whether this is no HTTP. */
  boolean isGarbage() {
    return garbage;
  }

  /** Bytes of the body that are still to come; -1 if that is not known. */
  long missingBytes() {
    return expected < 0 ? -1 : expected - body.size();
  }

  /** What has come so far; null if the head is not whole. */
  @Nullable HttpResponse response() {
    HttpHead known = head;
    if (known == null) {
      return null;
    }
    String[] words = known.firstLine().split(" ", 3);
    String reason = words.length > 2 ? words[2] : "";
    byte[] bytes = body.copy(0, body.size());
    return new HttpResponse(status(known), reason, known.headers(), bytes);
  }

  /** Status line and headers as they came, with the empty line; empty before they are whole. */
  String headText() {
    return headText;
  }

  void add(byte[] bytes, int from, int length) {
    if (whole || garbage) {
      return;
    }
    if (head != null) {
      addToBody(bytes, from, length);
      return;
    }
    received.add(bytes, from, length);
    readHeads();
  }

  /** The server has closed: a body without length ends here. */
  void end() {
    if (head != null && expected < 0 && chunks == null) {
      whole = true;
    }
  }

  private void readHeads() {
    while (head == null && !garbage) {
      int end = HttpHead.end(received.bytes(), received.size());
      if (end < 0) {
        garbage = received.size() > LONGEST_HEAD || !mayBecomeHttp();
        return;
      }
      HttpHead read = HttpHead.read(received.bytes(), end);
      int status = status(read);
      garbage = status < 0;
      String text = new String(received.bytes(), 0, end, StandardCharsets.ISO_8859_1);
      received.drop(end);
      if (status >= 200) {
        headText = text;
        begin(read, status);
      }
    }
  }

  private boolean mayBecomeHttp() {
    byte[] start = {'H', 'T', 'T', 'P', '/'};
    for (int i = 0; i < Math.min(start.length, received.size()); i++) {
      if (received.bytes()[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private void begin(HttpHead read, int status) {
    head = read;
    boolean chunked =
        read.headers()
            .getOrDefault("transfer-encoding", "")
            .toLowerCase(java.util.Locale.ROOT)
            .contains("chunked");
    if (headOnly || status == 204 || status == 304) {
      expected = 0;
    } else if (chunked) {
      chunks = new ChunkReader(body);
    } else {
      expected = read.contentLength();
    }
    addToBody(received.bytes(), 0, received.size());
  }

  private void addToBody(byte[] bytes, int from, int length) {
    ChunkReader reader = chunks;
    if (reader != null) {
      reader.add(bytes, from, length);
      whole = reader.isDone();
      garbage = reader.isGarbage();
      return;
    }
    long room = expected < 0 ? length : expected - body.size();
    body.add(bytes, from, (int) Math.min(length, room));
    whole = body.size() == expected;
  }

  /** From a status line such as "HTTP/1.1 200 OK"; -1 if it is none. */
  private static int status(HttpHead head) {
    String[] words = head.firstLine().split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("[1-9][0-9]{2}")) {
      return -1;
    }
    return Integer.parseInt(words[1]);
  }
}
