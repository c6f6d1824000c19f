package io.lvsim.shell;

import java.nio.charset.StandardCharsets;

/** A source with a given text: a here-document, or nothing. */
final class TextSource extends BufferedSource {
  private byte[] rest;

  TextSource(String text) {
    rest = text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected byte[] fill() {
    byte[] all = rest;
    rest = new byte[0];
    return all;
  }
}
