package io.lvsim.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What Linux 6.1 was recorded to say. */
final class Recordings {
  private Recordings() {}

  /** The text of a recording, such as {@code arp-gratuitous/1-accept.txt}. */
  static String read(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/recorded/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
