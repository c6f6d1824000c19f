package io.lvsim.command.ask;

import io.lvsim.engine.Nanos;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.shell.ByteSource;
import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ask: a client with a dialogue, one command a line on standard input or an argument each, one
 * answer a line. Connections that are open at the end stay so, for the next run on the machine.
 */
final class Ask implements Command {
  private static final long DEFAULT_WAIT_NANOS = 2 * Nanos.PER_SECOND;
  private static final int MISUSED = 2;
  private static final String USAGE =
      """
      Usage: ask [-w SECONDS] [COMMAND]...
      Asks, and tells what came of it. Commands are arguments or lines of standard input:
        tcp FROM:PORT TO:PORT         connect, ask who answers, close
        open ID FROM:PORT TO:PORT     the same, but the connection stays
        say ID                        ask again over ID
        close ID, reset ID            end it with FIN, with RST
        udp FROM:PORT TO:PORT         one datagram, one answer
        tcpN N FROM:PORT TO:PORT      N times tcp, from ports counting up; udpN likewise
        tcpip N FROM:PORT TO:PORT     N times tcp, from addresses counting up; udpip likewise
        openN ID N FROM:PORT TO:PORT  N times open, as ID.0, ID.1 and so on
        sleep SECONDS
        ! SHELL                       run a command; its output follows
        # TEXT                        copied
        -w SECONDS                    how long to wait for each answer (2)\
      """;

  private final CommandTable commands;
  private final Map<NetworkNamespace, Map<String, Talk>> held = new LinkedHashMap<>();

  Ask(CommandTable commands) {
    this.commands = commands;
  }

  @Override
  public int run(Invocation call) {
    List<String> words = call.arguments();
    try {
      long waitNanos = DEFAULT_WAIT_NANOS;
      int next = 0;
      while (next < words.size() && words.get(next).startsWith("-")) {
        if (words.get(next).equals("--help")) {
          call.out().println(USAGE);
          return 0;
        }
        waitNanos = waitOption(words, next);
        next += 2;
      }
      converse(call, waitNanos, words.subList(next, words.size()));
      return 0;
    } catch (Misuse misuse) {
      call.err().println("ask: " + misuse.getMessage());
      return MISUSED;
    }
  }

  private static long waitOption(List<String> words, int at) throws Misuse {
    if (!words.get(at).equals("-w")) {
      throw new Misuse("unknown option " + words.get(at) + "; try 'ask --help'");
    }
    if (at + 1 == words.size()) {
      throw new Misuse("option -w needs a number of seconds");
    }
    return Dialogue.nanos(words.get(at + 1));
  }

  private void converse(Invocation call, long waitNanos, List<String> lines) throws Misuse {
    Map<String, Talk> open = held.computeIfAbsent(call.net(), key -> new LinkedHashMap<>());
    Dialogue dialogue = new Dialogue(call.net(), call.process(), open, waitNanos);
    for (String line : lines) {
      answer(call, dialogue, line.strip());
    }
    while (lines.isEmpty()) {
      @Nullable String line = call.in().readLine();
      if (line == null) {
        return;
      }
      answer(call, dialogue, line.strip());
    }
  }

  private void answer(Invocation call, Dialogue dialogue, String line) throws Misuse {
    if (line.isEmpty() || line.startsWith("#")) {
      call.out().println(line);
    } else if (line.startsWith("!")) {
      shell(call, line.substring(1).strip());
    } else {
      call.out().println(line + " => " + dialogue.answer(line));
    }
  }

  private void shell(Invocation call, String script) {
    call.out().println("$ " + script);
    Command bash = commands.find("bash");
    Invocation inner =
        new Invocation(
            "bash",
            List.of("-c", script),
            call.net(),
            call.process(),
            new Nothing(),
            call.out(),
            call.out(),
            call.variables());
    int status = bash == null ? 127 : bash.run(inner);
    if (status != 0) {
      call.out().println("[exit " + status + "]");
    }
  }

  /** What a command reads that is run from within a dialogue: the dialogue is not for it. */
  private static final class Nothing implements ByteSource {
    @Override
    public byte[] read() {
      return new byte[0];
    }

    @Override
    public @Nullable String readLine() {
      return null;
    }

    @Override
    public byte[] readAll() {
      return new byte[0];
    }
  }
}
