package io.lvsim.app;

import java.util.Map;

/**
 * A response. When it is sent, Content-Length is added.
 *
 * @param status such as 200
 * @param reason such as OK
 * @param headers names as they are to be sent, in order; of a received response in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are passed on, never compared
public record HttpResponse(int status, String reason, Map<String, String> headers, byte[] body) {
  /** An answer of status 200 with a body of plain text. */
  public static HttpResponse ok(byte[] body) {
    return new HttpResponse(200, "OK", Map.of(), body);
  }
}
