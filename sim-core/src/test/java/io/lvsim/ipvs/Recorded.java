package io.lvsim.ipvs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a Linux 6.1 director said; see the scripts' names in the folders under recorded. */
final class Recorded {
  private Recorded() {}

  static List<String> lines(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream("recorded/" + name)) {
      if (in == null) {
        throw new AssertionError("no recording " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
