package io.lvsim.command.curl;

import io.lvsim.host.Errno;
import io.lvsim.shell.ByteSink;
import io.lvsim.wire.Ipv4Address;
import java.nio.charset.StandardCharsets;

/** What -v says, on standard error. */
final class VerboseLog {
  private final ByteSink err;
  private final boolean on;
  private final CurlTexts texts;
  private String request = "";

  VerboseLog(ByteSink err, boolean on, CurlTexts texts) {
    this.err = err;
    this.on = on;
    this.texts = texts;
  }

  void trying(CurlUrl url, int address) {
    for (String line : texts.trying(url, Ipv4Address.format(address))) {
      say(line);
    }
  }

  /** The request is shown once the connection is there. */
  void aboutToSend(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    request = text.substring(0, text.indexOf("\r\n\r\n") + 2);
  }

  void connected(CurlUrl url, String address) {
    say("* Connected to " + url.host() + " (" + address + ") port " + url.port() + " (#0)");
    for (String line : request.split("\r\n")) {
      say("> " + line + "\r");
    }
    say("> \r");
  }

  void response(String head) {
    if (head.startsWith("HTTP/1.0")) {
      say("* HTTP 1.0, assume close after body");
    }
    for (String line : head.split("\n")) {
      say("< " + line);
    }
  }

  void failed(CurlUrl url, int address, Errno why, boolean wasConnected, long millis) {
    if (wasConnected) {
      say("* Recv failure: " + why.text());
    } else {
      for (String line : texts.connectLog(url, Ipv4Address.format(address), millis, why)) {
        say(line);
      }
    }
    closing();
  }

  void emptyReply() {
    say("* Empty reply from server");
    closing();
  }

  void closing() {
    say("* Closing connection 0");
  }

  private void say(String line) {
    if (on) {
      err.println(line);
    }
  }
}
