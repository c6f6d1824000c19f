package io.lvsim.shell;

import io.lvsim.files.Paths;
import io.lvsim.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code bash} and {@code sh}: a script from an argument, a file, or standard input. */
public final class BashCommand implements Command {
  private final CommandTable commands;

  /**
   * @param commands what its scripts can run
   */
  public BashCommand(CommandTable commands) {
    this.commands = commands;
  }

  @Override
  public int run(Invocation call) {
    ShellState state = Shell.newState(call.machine(), call.variables());
    List<String> arguments = call.arguments();
    int next = 0;
    boolean fromArgument = false;
    while (next < arguments.size() && arguments.get(next).matches("[-+][a-zA-Z]+")) {
      String option = arguments.get(next++);
      for (char letter : option.substring(1).toCharArray()) {
        if (letter == 'c') {
          fromArgument = true;
        } else if ("eux".indexOf(letter) >= 0) {
          state.options.add(letter);
        } else if ("ils".indexOf(letter) < 0) {
          call.err().println(call.name() + ": -" + letter + ": invalid option");
          return 2;
        }
      }
    }
    List<String> rest = arguments.subList(next, arguments.size());
    if (fromArgument) {
      return fromArgument(call, state, rest);
    }
    return rest.isEmpty() ? fromInput(call, state) : fromFile(call, state, rest);
  }

  /** A command that runs a script file. */
  Command script(String typed, String path) {
    return call -> {
      ShellState state = Shell.newState(call.machine(), call.variables());
      state.zero = typed;
      state.positional = call.arguments();
      return runFile(call, state, typed, path);
    };
  }

  private int fromArgument(Invocation call, ShellState state, List<String> rest) {
    if (rest.isEmpty()) {
      call.err().println(call.name() + ": -c: option requires an argument");
      return 2;
    }
    if (rest.size() > 1) {
      state.zero = rest.get(1);
      state.positional = List.copyOf(rest.subList(2, rest.size()));
    }
    return run(call, state, rest.getFirst());
  }

  private int fromInput(Invocation call, ShellState state) {
    return run(call, state, new String(call.in().readAll(), StandardCharsets.UTF_8));
  }

  private int fromFile(Invocation call, ShellState state, List<String> rest) {
    String directory = state.directory();
    String name = rest.getFirst();
    state.zero = name;
    state.positional = List.copyOf(rest.subList(1, rest.size()));
    return runFile(call, state, name, Paths.resolve(directory, name));
  }

  private int runFile(Invocation call, ShellState state, String name, String path) {
    try {
      byte[] script = call.files().read(path);
      return run(call, state, new String(script, StandardCharsets.UTF_8));
    } catch (HostException unreadable) {
      call.err().println("bash: " + name + ": " + unreadable.errno().text());
      return unreadable.errno() == io.lvsim.host.Errno.ENOENT ? 127 : 126;
    }
  }

  private int run(Invocation call, ShellState state, String script) {
    Terminal terminal = Terminal.on(call.net(), commands);
    Descriptors files = new Descriptors();
    files.set(0, call.in());
    files.set(1, call.out());
    files.set(2, call.err());
    call.machine().running().addShell(terminal.processId(), call.process(), call.net());
    try {
      return new Interpreter(terminal, call.process(), state, files, 0).runShell(script);
    } finally {
      call.machine().running().remove(terminal.processId());
      files.close();
    }
  }
}
