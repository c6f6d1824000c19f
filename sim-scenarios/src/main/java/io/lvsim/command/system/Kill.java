package io.lvsim.command.system;

import io.lvsim.process.Process;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.SignalNames;
import java.util.ArrayList;
import java.util.List;

/** kill of procps 4.0.2, for those that cannot use the shell's own, such as xargs. */
final class Kill implements Command {
  private static final int SIGTERM = 15;
  private static final String USAGE =
      """

      Usage:
       kill [options] <pid> [...]

      Options:
       <pid> [...]            send signal to every <pid> listed
       -<signal>, -s, --signal <signal>
                              specify the <signal> to be sent
       -q, --queue <value>    integer value to be sent with the signal
       -l, --list=[<signal>]  list all signal names, or convert one to a name
       -L, --table            list all signal names in a nice table

       -h, --help     display this help and exit
       -V, --version  output version information and exit

      For more details see kill(1).
      """;

  @Override
  public int run(Invocation call) {
    List<String> words = new ArrayList<>(call.arguments());
    int signal = SIGTERM;
    if (!words.isEmpty() && words.getFirst().matches("-.+")) {
      String option = words.removeFirst();
      boolean apart = option.equals("-s") || option.equals("--signal");
      String name = apart && !words.isEmpty() ? words.removeFirst() : option.substring(1);
      signal = name.equals("0") ? 0 : SignalNames.number(name);
    }
    if (words.isEmpty() || signal < 0) {
      call.err().print(USAGE);
      return 1;
    }
    int status = 0;
    for (String word : words) {
      status |= kill(call, word, signal);
    }
    return status;
  }

  private static int kill(Invocation call, String word, int signal) {
    if (!word.matches("\\d{1,9}")) {
      call.err().println("kill: failed to parse argument: '" + word + "'");
      return 1;
    }
    Process process = call.machine().running().process(Integer.parseInt(word));
    if (process == null) {
      call.err().println("kill: (" + word + "): No such process");
      return 1;
    }
    if (signal != 0) {
      process.kill(signal);
    }
    return 0;
  }
}
