package io.lvsim.command.ask;

import io.lvsim.engine.Nanos;
import io.lvsim.host.HostException;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.process.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Asks what a line says, and tells what came of it in one line. */
final class Dialogue {
  private static final int MAXIMUM_COUNT = 65_535;
  private static final String VERBS =
      "tcp, udp, tcpN, udpN, tcpip, udpip, open, openN, say, close, reset, sleep, ! or #";

  private final NetworkNamespace net;
  private final Process process;
  private final Map<String, Talk> held;
  private final long waitNanos;

  /**
   * @param held the connections that stay open, by name
   * @param waitNanos how long each answer is waited for
   */
  Dialogue(NetworkNamespace net, Process process, Map<String, Talk> held, long waitNanos) {
    this.net = net;
    this.process = process;
    this.held = held;
    this.waitNanos = waitNanos;
  }

  /**
   * @throws Misuse if the line makes no sense
   */
  String answer(String line) throws Misuse {
    String[] words = line.trim().split("\\s+");
    return switch (words[0]) {
      case "tcp", "udp" -> once(words, need(words, "FROM:PORT TO:PORT"));
      case "tcpN", "udpN", "tcpip", "udpip" -> many(words, need(words, "N FROM:PORT TO:PORT"));
      case "open" -> open(words, need(words, "ID FROM:PORT TO:PORT"));
      case "openN" -> openMany(words, need(words, "ID N FROM:PORT TO:PORT"));
      case "say" -> say(words[need(words, "ID")]);
      case "close", "reset" -> end(words[need(words, "ID")], words[0].equals("reset"));
      case "sleep" -> sleep(words[need(words, "SECONDS")]);
      default -> throw new Misuse("unknown command '" + words[0] + "'; expected one of " + VERBS);
    };
  }

  /** Returns how many words there must be behind the verb. */
  private static int need(String[] words, String operands) throws Misuse {
    int count = operands.split(" ").length;
    if (words.length != count + 1) {
      throw new Misuse("expected '" + words[0] + " " + operands + "'");
    }
    return count;
  }

  private String once(String[] words, int last) throws Misuse {
    return once(words[0].equals("udp"), End.parse(words[last - 1]), End.parse(words[last]));
  }

  private String many(String[] words, int last) throws Misuse {
    End from = End.parse(words[last - 1]);
    End to = End.parse(words[last]);
    boolean udp = words[0].startsWith("udp");
    boolean addresses = words[0].endsWith("ip");
    return joined(
        count(words[1]), i -> once(udp, addresses ? from.nextAddress(i) : from.nextPort(i), to));
  }

  private static String joined(int count, java.util.function.IntFunction<String> each) {
    return String.join(" ", IntStream.range(0, count).mapToObj(each).toList());
  }

  private String once(boolean udp, End from, End to) {
    if (udp) {
      return Datagram.ask(process, net.udp(), from, to, waitNanos);
    }
    try {
      Talk talk = new Talk(net, from, to);
      String failure = talk.awaitConnection(process, waitNanos);
      if (!failure.isEmpty()) {
        return failure;
      }
      String answer = talk.who(process, waitNanos);
      talk.close();
      return answer;
    } catch (HostException refused) {
      return Answer.failure(refused.errno());
    }
  }

  private String open(String[] words, int last) throws Misuse {
    return open(words[1], End.parse(words[last - 1]), End.parse(words[last]));
  }

  private String openMany(String[] words, int last) throws Misuse {
    End from = End.parse(words[last - 1]);
    End to = End.parse(words[last]);
    return joined(count(words[2]), i -> open(words[1] + "." + i, from.nextPort(i), to));
  }

  private String open(String name, End from, End to) {
    try {
      Talk talk = new Talk(net, from, to);
      String failure = talk.awaitConnection(process, waitNanos);
      if (!failure.isEmpty()) {
        return failure;
      }
      Talk before = held.put(name, talk);
      if (before != null) {
        before.close();
      }
      return talk.who(process, waitNanos);
    } catch (HostException refused) {
      return Answer.failure(refused.errno());
    }
  }

  private String say(String name) throws Misuse {
    Talk talk = held.get(name);
    if (talk == null) {
      throw new Misuse("no connection is named '" + name + "'");
    }
    return talk.who(process, waitNanos);
  }

  /** Ends the connection of a name, or all that openN has made under it. */
  private String end(String name, boolean withReset) throws Misuse {
    List<String> names = new ArrayList<>(held.keySet());
    names.removeIf(each -> !each.equals(name) && !each.startsWith(name + "."));
    if (names.isEmpty()) {
      throw new Misuse("no connection is named '" + name + "'");
    }
    for (String each : names) {
      Talk talk = held.remove(each);
      if (talk != null && withReset) {
        talk.reset();
      } else if (talk != null) {
        talk.close();
      }
    }
    return joined(names.size(), i -> Answer.OK);
  }

  private String sleep(String seconds) throws Misuse {
    process.sleep(nanos(seconds));
    return Answer.OK;
  }

  private static int count(String text) throws Misuse {
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MAXIMUM_COUNT) {
      throw new Misuse("'" + text + "' is not a number from 1 to " + MAXIMUM_COUNT);
    }
    return Integer.parseInt(text);
  }

  /**
   * @throws Misuse if it is not like 2 or 0.5
   */
  static long nanos(String seconds) throws Misuse {
    if (!seconds.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new Misuse("'" + seconds + "' is not a number of seconds like 2 or 0.5");
    }
    return Math.round(Double.parseDouble(seconds) * Nanos.PER_SECOND);
  }
}
