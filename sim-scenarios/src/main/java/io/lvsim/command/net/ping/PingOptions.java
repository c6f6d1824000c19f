package io.lvsim.command.net.ping;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.IputilsNumber;
import io.lvsim.command.net.Refusal;
import io.lvsim.engine.Nanos;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of ping. */
final class PingOptions {
  private static final long LINGER_NANOS = 10 * Nanos.PER_SECOND;

  /** Requests to send, 0 for no end. */
  long count;

  long intervalNanos = Nanos.PER_SECOND;

  /** How long to wait for the last answers when none has come (-W). */
  long lingerNanos = LINGER_NANOS;

  /** Seconds until it stops, 0 for never (-w). */
  long deadlineSeconds;

  int dataBytes = 56;
  int ttl = 64;
  boolean quiet;
  boolean numeric;
  boolean flood;
  boolean adaptive;
  boolean broadcast;
  boolean timestamps;
  boolean outstanding;
  boolean version;
  @Nullable String from;
  String destination = "";

  private final StringBuilder warnings = new StringBuilder();
  private boolean intervalGiven;

  static PingOptions parse(List<String> arguments) throws Refusal {
    PingOptions options = new PingOptions();
    GetOpt getopt =
        new GetOpt("ping", arguments, "h?4bRT:6F:N:aABc:CdDe:fi:I:l:Lm:M:nOp:qQ:rs:S:t:UvVw:W:");
    for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
      options.apply(option, getopt);
      if (options.version) {
        return options;
      }
    }
    if (getopt.operands().isEmpty()) {
      throw new Refusal(1, "ping: usage error: Destination address required\n");
    }
    options.destination = getopt.operands().getLast();
    if (options.flood && !options.intervalGiven) {
      options.intervalNanos = 0;
    }
    return options;
  }

  /** What is printed before anything else. */
  String warnings() {
    return warnings.toString();
  }

  private void apply(int option, GetOpt getopt) throws Refusal {
    String argument = getopt.argument();
    switch (option) {
      case 'A' -> adaptive = true;
      case 'b' -> broadcast = true;
      case 'c' -> count = number(argument, 1, Long.MAX_VALUE);
      case 'D' -> timestamps = true;
      case 'f' -> flood = true;
      case 'i' -> {
        intervalNanos = milliseconds(argument) * Nanos.PER_MILLI;
        intervalGiven = true;
      }
      case 'I' -> from = argument;
      case 'n' -> numeric = true;
      case 'O' -> outstanding = true;
      case 'q' -> quiet = true;
      case 's' -> dataBytes = (int) number(argument, 0, Integer.MAX_VALUE);
      case 't' -> ttl = ttl(argument);
      case 'V' -> version = true;
      case 'w' -> deadlineSeconds = number(argument, 0, Integer.MAX_VALUE);
      case 'W' -> lingerNanos = linger(milliseconds(argument));
      case '4', 'a', 'B', 'U', 'v', 'L', 'C' -> {}
      case '6', 'F', 'N', 'R', 'T', 'e', 'l', 'm', 'M', 'p', 'Q', 'r', 'S', 'd' ->
          throw new Refusal(2, "ping: -" + (char) option + " is not modelled in this lab.\n");
      default -> throw new Refusal(2, getopt.error() + PingUsage.TEXT);
    }
  }

  private static long linger(long milliseconds) {
    return milliseconds == 0 ? LINGER_NANOS : milliseconds * Nanos.PER_MILLI;
  }

  private static int ttl(String text) throws Refusal {
    int ttl = (int) number(text, 0, 255);
    if (ttl == 0) {
      throw new Refusal(2, "ping: cannot set unicast time-to-live: Invalid argument\n");
    }
    return ttl;
  }

  private static long number(String text, long minimum, long maximum) throws Refusal {
    return IputilsNumber.parse("ping", text, minimum, maximum);
  }

  /** A number of seconds with a fraction (ping_strtod): garbage behind it is only warned of. */
  private long milliseconds(String text) throws Refusal {
    int end = 0;
    while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (end < text.length() || text.isEmpty()) {
      if (text.startsWith("-") && text.matches("-[0-9.]+")) {
        throw new Refusal(2, "ping: bad timing interval: " + text + "\n");
      }
      warnings
          .append("ping: option argument contains garbage: ")
          .append(text)
          .append("\nping: this will become fatal error in the future\n");
    }
    String number = text.substring(0, end);
    boolean usable = number.matches("[0-9]{1,9}(\\.[0-9]*)?|\\.[0-9]+");
    return usable ? (long) (Double.parseDouble(number) * 1000) : 0;
  }
}
