package io.lvsim.command.socket;

import io.lvsim.process.Killed;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** socat 1.7.4.4: copies bytes between two addresses. */
public final class Socat implements Command {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);
  private static final String CREDIT =
      "socat by Gerhard Rieger and contributors - see www.dest-unreach.org\n";
  private static final String VERSION = "socat version 1.7.4.4 on 06 Nov 2022 08:15:51\n";

  /** A pointer, as a process of a few pages has it. */
  private static final String BUFFER = "0x552ab52000";

  private final CommandTable commands;

  /**
   * @param commands what SYSTEM and EXEC can run
   */
  public Socat(CommandTable commands) {
    this.commands = commands;
  }

  /** What is given in front of the addresses. */
  private static final class Options {
    private boolean forth = true;
    private boolean back = true;
    private long closingNanos = 500_000_000L;
    private long silenceNanos;
  }

  @Override
  public int run(Invocation call) {
    int processId = call.machine().nextProcessId();
    try {
      return run(call, processId);
    } catch (SocatError error) {
      return tell(call, processId, error.text());
    }
  }

  private int run(Invocation call, int processId) throws SocatError {
    Options options = new Options();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      String word = call.arguments().get(i);
      if (word.equals("-V") || word.equals("-h") || word.equals("-?")) {
        return inform(call, word);
      }
      boolean isOption = words.isEmpty() && word.startsWith("-") && word.length() > 1;
      if (!isOption) {
        words.add(word);
      } else if (word.equals("-t") || word.equals("-T")) {
        i++;
        String value = i < call.arguments().size() ? call.arguments().get(i) : "";
        read(word, value, options);
      } else {
        read(word, "", options);
      }
    }
    if (words.size() != 2) {
      throw new SocatError(
          "exactly 2 addresses required (there are "
              + words.size()
              + "); use option \"-h\" for help");
    }
    return relay(call, processId, options, words);
  }

  private static int inform(Invocation call, String word) {
    String usage = "Usage:\nsocat [options] <bi-address> <bi-address>\n";
    call.out().print(CREDIT + (word.equals("-V") ? VERSION : usage));
    return 0;
  }

  private static void read(String word, String value, Options options) throws SocatError {
    if (word.matches("-[tT].*")) {
      String seconds = word.length() > 2 ? word.substring(2) : value;
      if (!seconds.matches("\\d{1,9}(\\.\\d*)?")) {
        String option = word.substring(0, 2);
        throw new SocatError("parseopts(): missing numerical value of option \"" + option + "\"");
      }
      long nanos = SocatAddresses.nanos(seconds);
      if (word.startsWith("-t")) {
        options.closingNanos = nanos;
      } else {
        options.silenceNanos = nanos;
      }
      return;
    }
    switch (word) {
      case "-u" -> options.back = false;
      case "-U" -> options.forth = false;
      case "-4", "-d", "-dd", "-d0", "-x", "-v", "-s", "-b", "-ls", "-ly" -> {}
      case "-6" -> throw new SocatError("IPv6 is not modelled in this lab");
      default ->
          throw new SocatError("unknown option \"" + word + "\"; use option \"-h\" for help");
    }
  }

  private int relay(Invocation call, int processId, Options options, List<String> words)
      throws SocatError {
    AddressSpec first = AddressSpec.parse(words.get(0));
    AddressSpec second = AddressSpec.parse(words.get(1));
    SocatAddresses addresses = new SocatAddresses(call, commands);
    if (SocatServer.isServer(first)) {
      return SocatServer.open(call, first, addresses)
          .serve((in, peer) -> withSecond(in, processId, options, peer, second));
    }
    Channel one = addresses.open(first, options.forth, options.back);
    try {
      return withSecond(call, processId, options, one, second);
    } finally {
      one.close();
    }
  }

  /** The first address is open: opens the second and copies. */
  private int withSecond(
      Invocation call, int processId, Options options, Channel one, AddressSpec second) {
    if (second.keyword().equals("PIPE") && second.parameters().isEmpty()) {
      return echo(call, processId, options, one);
    }
    SocatAddresses addresses = new SocatAddresses(call, commands);
    try {
      if (SocatServer.isServer(second)) {
        return SocatServer.open(call, second, addresses)
            .serve((in, peer) -> copy(in, processId, options, one, peer));
      }
      Channel other = addresses.open(second, options.back, options.forth);
      try {
        return copy(call, processId, options, one, other);
      } finally {
        other.close();
      }
    } catch (SocatError error) {
      return tell(call, processId, error.text());
    }
  }

  /** An unnamed pipe gives back what is written to it. */
  private int echo(Invocation call, int processId, Options options, Channel one) {
    Channel.Plain both = new Channel.Plain(one.source(), one.sink());
    String failure =
        new Relay(call.net(), call.process())
            .run(both, both, true, false, options.closingNanos, options.silenceNanos);
    return failure.isEmpty() ? 0 : tell(call, processId, readError(failure));
  }

  private int copy(Invocation call, int processId, Options options, Channel one, Channel other) {
    try {
      String failure =
          new Relay(call.net(), call.process())
              .run(
                  one,
                  other,
                  options.forth,
                  options.back,
                  options.closingNanos,
                  options.silenceNanos);
      return failure.isEmpty() ? 0 : tell(call, processId, readError(failure));
    } catch (Killed killed) {
      one.close();
      other.close();
      throw killed;
    }
  }

  private static String readError(String why) {
    return "read(5, " + BUFFER + ", 8192): " + why;
  }

  private static int tell(Invocation call, int processId, String text) {
    long now = call.process().simulation().now();
    LocalDateTime time =
        LocalDateTime.ofInstant(call.machine().lab().epoch().plusNanos(now), ZoneOffset.UTC);
    call.err().println(TIME.format(time) + " socat[" + processId + "] E " + text);
    return 1;
  }
}
