package io.lvsim.scenario.file;

import io.lvsim.topology.WhoamiSpec;
import java.util.List;

/** Reads {@code services: { whoami: ... }}. */
final class WhoamiReader {
  private static final List<Integer> DEFAULT_PORTS = List.of(80);

  private WhoamiReader() {}

  /**
   * @param hostName what it answers with unless a body is written
   */
  static WhoamiSpec read(Value value, String hostName) {
    if (value.isNothing()) {
      return new WhoamiSpec(DEFAULT_PORTS, hostName, true);
    }
    Fields fields = Fields.of(value, Shapes.WHOAMI);
    List<Integer> ports = fields.get("ports").map(PortsReader::ranges).orElse(DEFAULT_PORTS);
    String body = fields.get("body").map(WhoamiReader::word).orElse(hostName);
    boolean enabled = fields.get("enabled").map(Scalars::truth).orElse(true);
    return new WhoamiSpec(ports, body, enabled);
  }

  /** One line, for a line is what it is asked for. */
  private static String word(Value value) {
    String text = value.text("a word like share191").strip();
    if (text.isEmpty() || text.contains("\n")) {
      value.expected("a word like share191");
    }
    return text;
  }
}
