package io.lvsim.daemon.ldirectord;

/** A configuration that ldirectord refuses. */
final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param line from 1, or 0 for the file as a whole
   * @param message in ldirectord's words
   */
  ConfigException(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  int line() {
    return line;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
