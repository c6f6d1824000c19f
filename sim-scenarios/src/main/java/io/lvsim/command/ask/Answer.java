package io.lvsim.command.ask;

import io.lvsim.host.Errno;

/** The words in which ask says what came of a question. */
final class Answer {
  static final String OK = "ok";
  static final String TIMEOUT = "timeout";
  static final String CLOSED = "closed";

  private Answer() {}

  /** The first line of what the other end sent, told by its number: share191 is told as 191. */
  static String name(String sent) {
    int end = sent.indexOf('\n');
    String line = end < 0 ? sent : sent.substring(0, end);
    return line.replace("share", "");
  }

  static String failure(Errno error) {
    return switch (error) {
      case ECONNREFUSED -> "refused";
      case EHOSTUNREACH -> "host-unreachable";
      case ENETUNREACH -> "net-unreachable";
      case ECONNRESET, EPIPE -> "reset";
      case ETIMEDOUT -> TIMEOUT;
      default -> error.text();
    };
  }
}
