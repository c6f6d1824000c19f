package io.lvsim.shell;

import io.lvsim.host.HostException;
import io.lvsim.process.Killed;
import io.lvsim.shell.expand.Quoting;
import io.lvsim.shell.grammar.Argument;
import io.lvsim.shell.grammar.Assignment;
import io.lvsim.shell.grammar.Command.Function;
import io.lvsim.shell.grammar.Command.Simple;
import io.lvsim.shell.grammar.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs simple commands: assignments, functions, builtins, programs. */
final class SimpleCommands {
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;
  private static final int MAXIMUM_FUNCTION_DEPTH = 1000;

  private final Interpreter shell;
  private final Assignments assignments;

  SimpleCommands(Interpreter shell) {
    this.shell = shell;
    this.assignments = new Assignments(shell);
  }

  int run(Simple command) {
    shell.forgetSubstitution();
    List<Assignment> arrays = new ArrayList<>();
    List<String> words = expand(command.words(), arrays);
    if (words.isEmpty()) {
      return assignOnly(command);
    }
    if (words.getFirst().equals("exec") && words.size() == 1) {
      return redirectShell(command);
    }
    return shell.withRedirections(
        command.redirections(), () -> withAssignments(command.assignments(), words, arrays));
  }

  /** Runs a command by its name, leaving functions aside if asked. */
  int run(List<String> words, List<Assignment> arrays, boolean functions) {
    String name = words.getFirst();
    List<String> arguments = words.subList(1, words.size());
    Function function = functions ? shell.state().functions.get(name) : null;
    if (function != null) {
      return call(function, arguments);
    }
    Builtin builtin = Builtins.find(name);
    return builtin == null
        ? program(name, arguments)
        : builtin(builtin, new Builtin.Call(name, arguments, arrays));
  }

  /** Runs a program from the table or a script from a file. */
  int program(String typed, List<String> arguments) {
    Command command = ProgramPaths.find(shell, typed);
    if (command == null) {
      return notFound(typed);
    }
    shell.process().sleep(Terminal.PROGRAM_START_NANOS);
    String name = typed.substring(typed.lastIndexOf('/') + 1);
    Descriptors files = shell.descriptors();
    Variables environment = shell.state().variables.exported();
    environment.set("PWD", shell.state().directory());
    Invocation call =
        new Invocation(
            name,
            List.copyOf(arguments),
            shell.terminal().net(),
            shell.process(),
            files.in(),
            files.out(),
            files.err(),
            environment);
    return run(command, call);
  }

  private int run(Command command, Invocation call) {
    try {
      return command.run(call);
    } catch (WriteFailedException failed) {
      call.err().println(call.name() + ": write error: " + failed.reason());
      return 1;
    } catch (Killed killed) {
      if (killed.signal() == Signals.PIPE) {
        return 128 + Signals.PIPE;
      }
      throw killed;
    }
  }

  private int builtin(Builtin builtin, Builtin.Call call) {
    try {
      return builtin.run(shell, call);
    } catch (WriteFailedException failed) {
      return call.fail(shell, "write error: " + failed.reason(), 1);
    }
  }

  private int notFound(String typed) {
    if (!typed.contains("/")) {
      shell.complain(typed + ": command not found");
      return NOT_FOUND;
    }
    String path = shell.absolute(typed);
    if (shell.files().isDirectory(path)) {
      shell.complain(typed + ": Is a directory");
      return NOT_EXECUTABLE;
    }
    if (shell.files().exists(path)) {
      shell.complain(typed + ": Permission denied");
      return NOT_EXECUTABLE;
    }
    shell.complain(typed + ": No such file or directory");
    return NOT_FOUND;
  }

  private List<String> expand(List<Argument> arguments, List<Assignment> arrays) {
    List<String> words = new ArrayList<>();
    for (Argument argument : arguments) {
      switch (argument) {
        case Word word -> shell.expander().addFields(word, words);
        case Assignment assignment -> words.add(declared(assignment, arrays));
      }
    }
    return words;
  }

  private String declared(Assignment assignment, List<Assignment> arrays) {
    Word value = assignment.value();
    if (value == null) {
      arrays.add(assignment);
      return assignment.name();
    }
    Word subscript = assignment.subscript();
    return assignment.name()
        + (subscript == null ? "" : "[" + shell.expander().text(subscript) + "]")
        + (assignment.appending() ? "+=" : "=")
        + shell.expander().assigned(value);
  }

  private int assignOnly(Simple command) {
    int status =
        shell.withRedirections(
            command.redirections(),
            () -> {
              command.assignments().forEach(assignments::assign);
              return 0;
            });
    return status != 0 ? status : shell.substitutionStatus();
  }

  private int redirectShell(Simple command) {
    try {
      new Redirections(shell, shell.descriptors()).apply(command.redirections());
      return 0;
    } catch (Redirections.RefusedException refused) {
      shell.complain(refused.text());
      throw new Jump.Exit(1);
    }
  }

  private int withAssignments(
      List<Assignment> before, List<String> words, List<Assignment> arrays) {
    if (before.isEmpty()) {
      traceCommand(words);
      return run(words, arrays, true);
    }
    Map<String, @Nullable Variable> hidden = new LinkedHashMap<>();
    try {
      for (Assignment assignment : before) {
        assignTemporarily(assignment, hidden);
      }
      traceCommand(words);
      return run(words, arrays, true);
    } finally {
      hidden.forEach((name, variable) -> shell.state().variables.restore(name, variable));
    }
  }

  private void assignTemporarily(Assignment assignment, Map<String, @Nullable Variable> hidden) {
    String name = assignment.name();
    Variable old = shell.state().variables.find(name);
    if (old != null && old.isReadOnly()) {
      shell.complain(name + ": readonly variable");
      return;
    }
    if (!hidden.containsKey(name)) {
      hidden.put(name, old);
      shell.state().variables.restore(name, old == null ? null : old.copy());
    }
    assignments.assign(assignment);
    shell.state().variables.export(name);
  }

  private void traceCommand(List<String> words) {
    if (shell.state().has('x')) {
      shell.trace(String.join(" ", words.stream().map(Quoting::traced).toList()));
    }
  }

  private int call(Function function, List<String> arguments) {
    ShellState state = shell.state();
    if (state.functionDepth() >= maximumDepth()) {
      throw shell.failure(
          function.name() + ": maximum function nesting level exceeded (" + maximumDepth() + ")");
    }
    List<String> outerArguments = state.positional;
    int outerLoops = state.loopDepth;
    state.positional = List.copyOf(arguments);
    state.loopDepth = 0;
    state.enterFunction(function.name());
    try {
      return shell.execute(function.body());
    } catch (Jump.Return leaving) {
      return leaving.number();
    } finally {
      state.leaveFunction();
      state.positional = outerArguments;
      state.loopDepth = outerLoops;
    }
  }

  private int maximumDepth() {
    String chosen = shell.state().variables.get("FUNCNEST");
    return chosen != null && chosen.matches("[1-9]\\d{0,2}")
        ? Integer.parseInt(chosen)
        : MAXIMUM_FUNCTION_DEPTH;
  }

  Assignments assignments() {
    return assignments;
  }

  /** The text of a file that is to be run. */
  static String script(Interpreter shell, String path) throws HostException {
    return new String(shell.files().read(path), StandardCharsets.UTF_8);
  }
}
