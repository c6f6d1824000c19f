package io.lvsim.shell;

import io.lvsim.lab.Machine;
import io.lvsim.lab.RunningProcesses;
import io.lvsim.process.Process;
import io.lvsim.shell.grammar.Parser;
import io.lvsim.shell.grammar.SyntaxError;

/**
 * A terminal on a machine: variables, background jobs and the current directory live between runs.
 * Whoever types is root, in /root.
 */
public final class Shell {
  private final Terminal terminal;
  private final ShellState state;

  public Shell(Machine machine, CommandTable commands) {
    terminal = Terminal.on(machine.first(), commands);
    state = newState(machine, environment());
  }

  /**
   * Starts a script; the simulation is then run by the caller until the process has ended. Killed
   * by signal 2, the script ends as by Ctrl-C.
   *
   * @param out where standard output goes when not redirected
   * @param err where standard error goes when not redirected; the same sink interleaves them
   */
  public Process start(String script, ByteSink out, ByteSink err) {
    Descriptors files = new Descriptors();
    files.set(0, new TextSource(""));
    files.set(1, metered(out));
    files.set(2, metered(err));
    Process started =
        Process.start(
            terminal.machine().host().simulation(),
            terminal.machine().name() + " shell",
            self -> {
              Interpreter interpreter = new Interpreter(terminal, self, state, files, 0);
              state.lastStatus = interpreter.runShell(script);
              return state.lastStatus;
            });
    started.whenEnded(files::close);
    RunningProcesses running = terminal.machine().running();
    running.addShell(terminal.processId(), started, terminal.net());
    started.whenEnded(() -> running.remove(terminal.processId()));
    return started;
  }

  /**
   * Checks a script's grammar without running it.
   *
   * @throws ShellSyntaxException with line and column
   */
  public static void check(String script) throws ShellSyntaxException {
    Parser parser = new Parser(script);
    try {
      while (parser.nextLine() != null) {
        // each line is only read
      }
    } catch (SyntaxError wrong) {
      throw new ShellSyntaxException(wrong.line(), wrong.column(), wrong.text());
    }
    if (!parser.warnings().isEmpty()) {
      SyntaxError first = parser.warnings().getFirst();
      throw new ShellSyntaxException(first.line(), first.column(), first.text());
    }
  }

  /** What a new shell knows, given what it inherits. */
  static ShellState newState(Machine machine, Variables environment) {
    Variables variables = environment.copy();
    variables.set("IFS", " \t\n");
    variables.set("PS4", "+ ");
    variables.set("OPTIND", "1");
    variables.set("HOSTNAME", machine.name());
    variables.set("UID", "0");
    variables.set("EUID", "0");
    variables.set("PPID", "1");
    variables.set("BASH", "/usr/bin/bash");
    variables.set("BASH_VERSION", "5.2.15(1)-release");
    variables.set("OSTYPE", "linux-gnu");
    variables.set("MACHTYPE", "x86_64-pc-linux-gnu");
    variables.set("HOSTTYPE", "x86_64");
    return new ShellState(variables, new Jobs());
  }

  private static Variables environment() {
    Variables variables = new Variables();
    export(variables, "HOME", "/root");
    export(variables, "PWD", "/root");
    export(variables, "USER", "root");
    export(variables, "LOGNAME", "root");
    export(variables, "SHELL", "/bin/bash");
    export(variables, "TERM", "xterm");
    export(variables, "LANG", "C.UTF-8");
    export(variables, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    return variables;
  }

  private static void export(Variables variables, String name, String value) {
    variables.set(name, value);
    variables.export(name);
  }

  private ByteSink metered(ByteSink sink) {
    return bytes -> {
      terminal.budget().spendBytes(bytes.length);
      sink.write(bytes);
    };
  }
}
