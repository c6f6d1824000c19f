package io.lvsim.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A conversation recorded from Linux, from the test resources. */
record Recording(List<Conversation.Packet> packets) {
  static Recording of(String name) {
    String path = "recorded/" + name + ".txt";
    try (InputStream in = Recording.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("no recording " + path);
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return packets.stream().map(Conversation.Packet::text).toList();
  }

  private static Recording read(String text) {
    List<Conversation.Packet> packets = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      String trimmed = line.trim();
      int space = trimmed.indexOf(' ');
      long nanos = Math.round(Double.parseDouble(trimmed.substring(0, space)) * 1e6);
      packets.add(new Conversation.Packet(nanos, trimmed.substring(space + 1)));
    }
    return new Recording(packets);
  }
}
