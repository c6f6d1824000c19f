package io.lvsim.daemon.ldirectord;

/**
 * What a request came to, as libwww-perl tells it: errors of its own have status 500.
 *
 * @param reason behind the status
 * @param location of a redirection, or empty
 * @param why in the words of the trace
 */
record WebAnswer(int status, String reason, String location, String content, String why) {
  static WebAnswer failure(String reason, String why) {
    return new WebAnswer(500, reason, "", "", why);
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isRedirection() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> !location.isEmpty();
      default -> false;
    };
  }

  String statusLine() {
    return status + " " + reason;
  }
}
