package io.lvsim.command.net.ip;

import io.lvsim.command.net.Refusal;
import io.lvsim.host.Errno;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import java.util.List;

/** ip of iproute2 6.1: its options, then an object that may be shortened. */
public final class Ip implements Command {
  private static final String VERSION = "ip utility, iproute2-6.1.0, libbpf 1.1.2";

  /** In the order in which a shortened name is looked up. */
  private static final List<String> OBJECTS =
      List.of(
          "address",
          "addrlabel",
          "maddress",
          "route",
          "rule",
          "neighbor",
          "neighbour",
          "ntable",
          "ntbl",
          "link",
          "l2tp",
          "fou",
          "ila",
          "macsec",
          "tunnel",
          "tunl",
          "tuntap",
          "tap",
          "token",
          "tcpmetrics",
          "tcp_metrics",
          "monitor",
          "xfrm",
          "mroute",
          "mrule",
          "netns",
          "netconf",
          "vrf",
          "sr",
          "nexthop",
          "mptcp",
          "ioam",
          "help");

  private final CommandTable commands;

  /**
   * @param commands what ip netns exec can run
   */
  public Ip(CommandTable commands) {
    this.commands = commands;
  }

  @Override
  public int run(Invocation typed) {
    Invocation call = typed;
    try {
      Words words = new Words(call.arguments());
      Options options = Options.NONE;
      while (words.peek().startsWith("-")) {
        String option = words.next();
        if (isVersion(option)) {
          call.out().println(VERSION);
          return 0;
        }
        if (Words.shortens(stripped(option), "-netns")) {
          call = call.inNamespace(Namespaces.named(call, words.argument()));
        } else {
          options = apply(option, options, words);
        }
      }
      return runObject(call, words, options);
    } catch (Refusal refusal) {
      typed.err().print(refusal.text());
      return refusal.status();
    }
  }

  /** How the kernel's refusal of a request is told. */
  static Refusal answered(Errno errno) {
    return new Refusal(2, "RTNETLINK answers: " + errno.text() + "\n");
  }

  /** A refusal for which the kernel has a text of its own. */
  static Refusal explained(String text) {
    return new Refusal(2, "Error: " + text + "\n");
  }

  private int runObject(Invocation call, Words words, Options options) throws Refusal {
    if (!words.more()) {
      throw new Refusal(255, Usage.IP);
    }
    String word = words.next();
    for (String object : OBJECTS) {
      if (Words.shortens(word, object)) {
        return run(object, call, words, options);
      }
    }
    throw new Refusal(1, "Object \"" + word + "\" is unknown, try \"ip help\".\n");
  }

  private int run(String object, Invocation call, Words words, Options options) throws Refusal {
    return switch (object) {
      case "address" -> new IpAddress(call, words, options).run();
      case "link" -> new IpLink(call, words, options).run();
      case "route" -> new IpRoute(call, words, options).run();
      case "neighbor", "neighbour" -> new IpNeighbour(call, words, options).run();
      case "netns" -> new IpNetns(call, words, options, commands).run();
      case "rule" -> rules(call, words);
      case "help" -> throw new Refusal(255, Usage.IP);
      default -> throw Words.notModelled(object);
    };
  }

  private static int rules(Invocation call, Words words) throws Refusal {
    if (words.more() && !Words.shortensAny(words.peek(), "show", "list", "lst")) {
      throw Words.notModelled("rule " + words.peek());
    }
    call.out()
        .print(
            "0:\tfrom all lookup local\n"
                + "32766:\tfrom all lookup main\n"
                + "32767:\tfrom all lookup default\n");
    return 0;
  }

  private static boolean isVersion(String option) {
    return option.length() > 1 && Words.shortens(stripped(option), "-Version");
  }

  private static String stripped(String option) {
    return option.startsWith("--") ? option.substring(1) : option;
  }

  private static Options apply(String given, Options options, Words words) throws Refusal {
    String option = stripped(given);
    return switch (option) {
      case "-4" -> options.withInetOnly();
      case "-6", "-M", "-B", "-0" -> throw Words.notModelled(given);
      case "-o" -> options.withOneLine();
      default -> applyLong(given, option, options, words);
    };
  }

  private static Options applyLong(String given, String option, Options options, Words words)
      throws Refusal {
    if (Words.shortens(option, "-family")) {
      String family = words.argument();
      if (!family.equals("inet")) {
        throw Words.notModelled(given + " " + family);
      }
      return options.withInetOnly();
    }
    if (Words.shortensAny(option, "-stats", "-statistics")) {
      return options.withStatistics();
    }
    if (Words.shortens(option, "-oneline")) {
      return options.withOneLine();
    }
    if (Words.shortens(option, "-brief")) {
      return options.withBrief();
    }
    if (Words.shortens(option, "-help")) {
      throw new Refusal(255, Usage.IP);
    }
    if (Words.shortens(option, "-all")) {
      return options.withAll();
    }
    if (Words.shortensAny(option, "-details", "-resolve", "-color", "-numeric", "-Numeric")) {
      return options;
    }
    if (Words.shortensAny(
        option,
        "-json",
        "-pretty",
        "-batch",
        "-force",
        "-timestamp",
        "-iec",
        "-human",
        "-loops",
        "-rcvbuf",
        "-tshort")) {
      throw Words.notModelled(given);
    }
    throw new Refusal(255, "Option \"" + given + "\" is unknown, try \"ip -help\".\n");
  }
}
