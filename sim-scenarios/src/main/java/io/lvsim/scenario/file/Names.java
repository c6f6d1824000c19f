package io.lvsim.scenario.file;

import io.lvsim.scenario.Position;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of machines, switches and interfaces. */
final class Names {
  private static final Pattern STATION = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,62})");
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");

  /** An interface of a host. */
  record Plug(String host, String interfaceName) {}

  private Names() {}

  /** Notes a name that a machine or a switch cannot have. */
  static void checkStation(Reading reading, Position position, String name) {
    if (!STATION.matcher(name).matches()) {
      reading
          .problems()
          .add(
              position,
              "'"
                  + name
                  + "' is not a name; expected letters, digits and hyphens, at most 63, like rs1");
    }
  }

  /** Notes a name that an interface cannot have (dev_valid_name: at most 15 characters). */
  static void checkInterface(Reading reading, Position position, String name) {
    if (!INTERFACE.matcher(name).matches()) {
      reading
          .problems()
          .add(
              position,
              "'" + name + "' is not an interface name; expected at most 15 letters, like eth0");
    }
  }

  /** Splits {@code rs1.eth0}. */
  static Optional<Plug> plug(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(new Plug(text.substring(0, dot), text.substring(dot + 1)));
  }
}
