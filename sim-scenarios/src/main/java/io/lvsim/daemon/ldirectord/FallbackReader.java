package io.lvsim.daemon.ldirectord;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code host[:port] [gate|masq|ipip]} behind fallback=. */
final class FallbackReader {
  private static final Pattern WORDS = Pattern.compile("(\\S+)(\\s+(\\S+))?\\s*$");
  private static final Pattern PORT = Pattern.compile(":([A-Za-z0-9_-]+)$");

  private final int line;
  private final ConfigSurroundings surroundings;

  FallbackReader(int line, ConfigSurroundings surroundings) {
    this.line = line;
    this.surroundings = surroundings;
  }

  /**
   * Reads it; names are not resolved yet.
   *
   * @param defaultPort taken when none is given
   */
  FallbackConfig read(String text, String defaultPort) throws ConfigException {
    String endpoint = text;
    String forward = "gate";
    Matcher words = WORDS.matcher(text);
    if (words.find()) {
      endpoint = words.group(1);
      forward = words.group(3) == null ? forward : words.group(3);
    }
    Matcher port = PORT.matcher(endpoint);
    boolean hasPort = port.find();
    String server = hasPort ? endpoint.substring(0, port.start()) : endpoint;
    if (!RealReader.isForward(forward)) {
      throw new ConfigException(line, "forward method must be gate, masq or ipip");
    }
    return new FallbackConfig(server, hasPort ? port.group(1) : defaultPort, forward);
  }

  /** Turns names into numbers; a port 0 or none stays as it is. */
  FallbackConfig resolve(FallbackConfig fallback, String protocol) throws ConfigException {
    String address = surroundings.address(fallback.server());
    if (address == null) {
      throw new ConfigException(
          line,
          "invalid IPv4 address or could not resolve for fallback server: " + fallback.server());
    }
    String port = fallback.port();
    if (!port.isEmpty() && !port.equals("0")) {
      OptionalInt number = surroundings.portOrNumber(port, protocol);
      if (number.orElse(0) == 0) {
        throw new ConfigException(line, "invalid port for fallback server");
      }
      port = Integer.toString(number.getAsInt());
    }
    return new FallbackConfig(address, port, fallback.forward());
  }
}
