package io.lvsim.command.net.arping;

import io.lvsim.command.net.GetOpt;
import io.lvsim.command.net.IputilsNumber;
import io.lvsim.command.net.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of arping. */
final class ArpingOptions {
  static final String VERSION =
      "arping from iputils 20221126\n"
          + "libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n";

  static final String USAGE =
      """

      Usage:
        arping [options] <destination>

      Options:
        -f            quit on first reply
        -q            be quiet
        -b            keep on broadcasting, do not unicast
        -D            duplicate address detection mode
        -U            unsolicited ARP mode, update your neighbours
        -A            ARP answer mode, update your neighbours
        -V            print version and exit
        -c <count>    how many packets to send
        -w <timeout>  how long to wait for a reply
        -i <interval> set interval between packets (default: 1 second)
        -I <device>   which ethernet device to use
        -s <source>   source ip address
        <destination> dns name or ip address

      For more details see arping(8).
      """;

  /** Packets to send, 0 for no end. */
  long count;

  /** Seconds until it stops, 0 for never. */
  long timeoutSeconds;

  /** Seconds between packets. */
  long intervalSeconds = 1;

  boolean quitOnReply;
  boolean quiet;
  boolean broadcastOnly;
  boolean duplicateDetection;
  boolean unsolicited;
  boolean answer;
  boolean version;
  @Nullable String device;
  @Nullable String source;
  String destination = "";

  static ArpingOptions parse(List<String> arguments) throws Refusal {
    ArpingOptions options = new ArpingOptions();
    GetOpt getopt = new GetOpt("arping", arguments, "h?bfDUAqc:w:i:I:s:V");
    for (int option = getopt.next(); option != GetOpt.END; option = getopt.next()) {
      options.apply(option, getopt);
      if (options.version) {
        return options;
      }
    }
    if (getopt.operands().size() != 1) {
      throw new Refusal(2, USAGE);
    }
    options.destination = getopt.operands().getFirst();
    return options;
  }

  private void apply(int option, GetOpt getopt) throws Refusal {
    switch (option) {
      case 'b' -> broadcastOnly = true;
      case 'D' -> {
        duplicateDetection = true;
        quitOnReply = true;
      }
      case 'U' -> unsolicited = true;
      case 'A' -> {
        answer = true;
        unsolicited = true;
      }
      case 'q' -> quiet = true;
      case 'f' -> quitOnReply = true;
      case 'c' -> count = number(getopt.argument(), 1);
      case 'w' -> timeoutSeconds = number(getopt.argument(), 0);
      case 'i' -> intervalSeconds = number(getopt.argument(), 0);
      case 'I' -> device = getopt.argument();
      case 's' -> source = getopt.argument();
      case 'V' -> version = true;
      default -> throw new Refusal(2, getopt.error() + USAGE);
    }
  }

  private static long number(String text, long minimum) throws Refusal {
    return IputilsNumber.parse("arping", text, minimum, Integer.MAX_VALUE);
  }
}
