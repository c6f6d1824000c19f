package io.lvsim.daemon.ldirectord;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The program ldirectord, typed. */
public final class LdirectordCommand implements Command {
  private static final Set<String> COMMANDS =
      Set.of("start", "stop", "status", "restart", "try-restart", "reload", "force-reload");
  private static final int WRONG_USAGE = 255;
  private static final String VERSION =
      """
      Linux Director v1.186-ha
      1999-2006 Jacob Rief, Horms and others
      <http://www.vergenet.net/linux/ldirectord/>

      ldirectord comes with ABSOLUTELY NO WARRANTY.
      This is free software, and you are welcome to redistribute it
      under certain conditions. See the GNU General Public Licence for details.
      """;

  @Override
  public int run(Invocation call) {
    if (!(call.machine().unit(Ldirectord.UNIT) instanceof Ldirectord ldirectord)) {
      call.err().println("ldirectord: not installed on " + call.machine().name());
      return 127;
    }
    boolean debug = false;
    int next = 0;
    List<String> words = call.arguments();
    while (next < words.size() && words.get(next).startsWith("-")) {
      String word = words.get(next++);
      if (word.equals("--")) {
        break;
      }
      switch (word) {
        case "-d", "--debug" -> debug = true;
        case "-v", "--version" -> {
          call.out().print(VERSION);
          return 0;
        }
        case "-h", "-?", "--help" -> {
          call.out().print(usage());
          return 0;
        }
        default -> {
          call.err().println("Unknown option: " + word.replaceFirst("^--?", ""));
          call.out().print(usage());
          return WRONG_USAGE;
        }
      }
    }
    return launch(call, ldirectord, words.subList(next, words.size()), debug);
  }

  private static int launch(
      Invocation call, Ldirectord ldirectord, List<String> words, boolean debug) {
    boolean known = !words.isEmpty() && COMMANDS.contains(words.get(Math.min(1, words.size() - 1)));
    if (!known) {
      call.out().print(usage());
      return WRONG_USAGE;
    }
    Launcher launcher = new Launcher(ldirectord, call.process(), call.out(), call.err());
    return (debug ? launcher.debugging() : launcher).launch(words);
  }

  private static String usage() {
    try (InputStream text = LdirectordCommand.class.getResourceAsStream("usage.txt")) {
      if (text == null) {
        throw new IllegalStateException("the usage text is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
