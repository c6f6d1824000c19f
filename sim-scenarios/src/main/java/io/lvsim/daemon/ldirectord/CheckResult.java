package io.lvsim.daemon.ldirectord;

import java.nio.charset.StandardCharsets;

/**
 * What a check found.
 *
 * @param message for the monitor file
 * @param monitored whether the monitor file is to have it
 * @param check what was asked, for the trace
 * @param why what came back, or what went wrong
 */
record CheckResult(boolean up, String message, boolean monitored, String check, String why) {
  static CheckResult up(String check, String why) {
    return new CheckResult(true, "-", true, check, why);
  }

  static CheckResult down(String check, String why) {
    return new CheckResult(false, "-", true, check, why);
  }

  /** A state that no check has found. */
  static CheckResult assumed(boolean up, String why) {
    return new CheckResult(up, "-", false, "", why);
  }

  CheckResult withMessage(String text) {
    return new CheckResult(up, text, monitored, check, why);
  }

  CheckResult unmonitored() {
    return new CheckResult(up, message, false, check, why);
  }

  /** With per cent signs, bars and line ends in the form %XX. */
  String escapedMessage() {
    StringBuilder escaped = new StringBuilder();
    for (byte letter : message.getBytes(StandardCharsets.ISO_8859_1)) {
      if (letter == '%' || letter == '|' || letter == '\r' || letter == '\n') {
        escaped.append(String.format("%%%02x", letter));
      } else {
        escaped.append((char) (letter & 0xFF));
      }
    }
    return escaped.toString();
  }
}
