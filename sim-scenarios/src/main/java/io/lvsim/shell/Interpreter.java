package io.lvsim.shell;

import io.lvsim.files.FileTree;
import io.lvsim.process.Killed;
import io.lvsim.process.Process;
import io.lvsim.shell.expand.Expander;
import io.lvsim.shell.expand.ExpansionError;
import io.lvsim.shell.grammar.Command;
import io.lvsim.shell.grammar.Command.AndOr;
import io.lvsim.shell.grammar.Command.Item;
import io.lvsim.shell.grammar.Command.Pipeline;
import io.lvsim.shell.grammar.Command.Sequence;
import io.lvsim.shell.grammar.Command.Simple;
import io.lvsim.shell.grammar.Parser;
import io.lvsim.shell.grammar.Redirection;
import io.lvsim.shell.grammar.SyntaxError;
import java.util.List;

/** Runs a script's tree of commands: a shell, or a subshell with a copy of its state. */
final class Interpreter {
  /** How deep functions, subshells and substitutions may call one another. */
  private static final int MAXIMUM_DEPTH = 1000;

  private final Terminal terminal;
  private final Process process;
  private final ShellState state;
  private final int depth;
  private final ShellParameters parameters = new ShellParameters(this);
  private final Expander expander = new Expander(parameters);
  private final SimpleCommands simpleCommands = new SimpleCommands(this);
  private final Pipelines pipelines = new Pipelines(this);
  private final Compounds compounds = new Compounds(this);
  private final ProcessFiles processFiles = new ProcessFiles(this);
  private Descriptors descriptors;
  private int line = 1;
  private int nesting;

  /** The exit status of the last command substitution of the command that runs; 0 if none. */
  private int substitutionStatus;

  Interpreter(
      Terminal terminal, Process process, ShellState state, Descriptors descriptors, int depth) {
    this.terminal = terminal;
    this.process = process;
    this.state = state;
    this.descriptors = descriptors;
    this.depth = depth;
    if (depth > MAXIMUM_DEPTH) {
      throw new ShellFailure("maximum depth of subshells exceeded (" + MAXIMUM_DEPTH + ")", 1);
    }
  }

  /**
   * Runs a script as a shell of its own: to its end or to an exit, with what is to be done then.
   */
  int runShell(String script) {
    return untilExit(() -> {
      runScript(script);
      return state.lastStatus;
    });
  }

  /** Runs a script's lines in this shell; what stands before a mistake is run. */
  void runScript(String script) {
    Parser parser = new Parser(script);
    int warnings = 0;
    while (true) {
      Sequence next;
      try {
        next = parser.nextLine();
      } catch (SyntaxError wrong) {
        complain(wrong.text());
        state.lastStatus = 2;
        return;
      }
      for (; warnings < parser.warnings().size(); warnings++) {
        complain("warning: " + parser.warnings().get(warnings).text());
      }
      if (next == null) {
        return;
      }
      runLine(next);
    }
  }

  /** Runs a script inside of another one, as eval does: its errors end the other one's line too. */
  void nested(String script) {
    if (nesting >= MAXIMUM_DEPTH / 4) {
      throw failure("eval: maximum eval nesting level exceeded (" + MAXIMUM_DEPTH / 4 + ")");
    }
    nesting++;
    try {
      runNested(script);
    } finally {
      nesting--;
    }
  }

  private void runNested(String script) {
    Parser parser = new Parser(script);
    while (true) {
      Sequence next;
      try {
        next = parser.nextLine();
      } catch (SyntaxError wrong) {
        complain("eval: " + wrong.text());
        state.lastStatus = 2;
        return;
      }
      if (next == null) {
        return;
      }
      execute(next);
    }
  }

  private void runLine(Sequence commands) {
    try {
      execute(commands);
    } catch (ExpansionError wrong) {
      complain(wrong.text());
      state.lastStatus = 1;
      if (wrong.endsShell()) {
        throw new Jump.Exit(127);
      }
    } catch (ShellFailure failure) {
      complain(failure.text());
      state.lastStatus = failure.status();
    }
  }

  /** Runs commands as a subshell or shell does: an exit ends only them. */
  int untilExit(java.util.function.IntSupplier body) {
    int status;
    try {
      status = body.getAsInt();
    } catch (Jump leaving) {
      status = leaving instanceof Jump.Exit ? leaving.number() : state.lastStatus;
    } catch (ExpansionError wrong) {
      complain(wrong.text());
      status = 1;
    } catch (ShellFailure failure) {
      complain(failure.text());
      status = failure.status();
    } catch (Budget.RunawayException runaway) {
      complain(runaway.text());
      status = 128 + 9;
    } catch (StackOverflowError tooDeep) {
      complain("commands nested too deeply");
      status = 1;
    }
    return runExitTrap(status);
  }

  private int runExitTrap(int status) {
    String action = state.traps.remove("EXIT");
    if (action == null) {
      return status;
    }
    state.lastStatus = status;
    return untilExit(() -> {
      runScript(action);
      return status;
    });
  }

  /** Runs a command and remembers its exit status. */
  int execute(Command command) {
    int status =
        switch (command) {
          case Sequence sequence -> sequence(sequence);
          case AndOr andOr -> andOr(andOr);
          case Pipeline pipeline -> pipelines.run(pipeline);
          case Simple simple -> simple(simple);
          case Command.Redirected redirected -> redirected(redirected);
          case Command.Subshell subshell -> subshell(subshell.body());
          default -> compounds.run(command);
        };
    state.lastStatus = status;
    if (status != 0 && endsOnFailure(command)) {
      throw new Jump.Exit(status);
    }
    return status;
  }

  private boolean endsOnFailure(Command command) {
    return state.has('e')
        && state.failuresAllowed == 0
        && switch (command) {
          case Simple s -> true;
          case Command.Subshell s -> true;
          case Command.Arithmetic a -> true;
          case Command.Test t -> true;
          case Pipeline p -> !p.negated();
          default -> false;
        };
  }

  /** Runs a command whose failure is an answer: set -e does not end the shell. */
  int executeCondition(Command command) {
    state.failuresAllowed++;
    try {
      return execute(command);
    } finally {
      state.failuresAllowed--;
    }
  }

  private int sequence(Sequence sequence) {
    int status = 0;
    for (Item item : sequence.items()) {
      status = item.background() ? pipelines.startInBackground(item) : execute(item.command());
      state.lastStatus = status;
    }
    return status;
  }

  private int andOr(AndOr command) {
    int first = executeCondition(command.first());
    return (first == 0) == command.and() ? execute(command.second()) : first;
  }

  private int simple(Simple command) {
    terminal.budget().spendCommand();
    line = command.line();
    int status = simpleCommands.run(command);
    processFiles.remove();
    return status;
  }

  private int redirected(Command.Redirected command) {
    return withRedirections(command.redirections(), () -> execute(command.body()));
  }

  /** Runs something with redirections done around it; 1 if they cannot be done. */
  int withRedirections(List<Redirection> redirections, java.util.function.IntSupplier body) {
    if (redirections.isEmpty()) {
      return body.getAsInt();
    }
    Descriptors outer = descriptors;
    Descriptors inner = outer.copy();
    try {
      new Redirections(this, inner).apply(redirections);
      descriptors = inner;
      return body.getAsInt();
    } catch (Redirections.RefusedException refused) {
      descriptors = outer;
      complain(refused.text());
      return 1;
    } finally {
      descriptors = outer;
      inner.close();
    }
  }

  private int subshell(Sequence body) {
    Descriptors own = descriptors.copy();
    try {
      Interpreter inner = subshell(process, own);
      return inner.untilExit(() -> inner.execute(body));
    } finally {
      own.close();
    }
  }

  /** A subshell with a copy of the state. */
  Interpreter subshell(Process itsProcess, Descriptors itsDescriptors) {
    return subshell(itsProcess, state.copy(), itsDescriptors);
  }

  Interpreter subshell(Process itsProcess, ShellState copy, Descriptors itsDescriptors) {
    return new Interpreter(terminal, itsProcess, copy, itsDescriptors, depth + 1);
  }

  /** What commands write, for {@code $(...)}. */
  String outputOf(Sequence commands) {
    Capture capture = new Capture(terminal.budget());
    Descriptors own = descriptors.copy();
    try {
      own.set(1, capture);
      Interpreter inner = subshell(process, own);
      inner.state.options.remove('e');
      inner.state.traceDepth++;
      substitutionStatus = inner.untilExit(() -> inner.execute(commands));
      state.lastStatus = substitutionStatus;
    } finally {
      own.close();
    }
    return capture.text(process);
  }

  /** Gives a variable a value. */
  void assign(String name, String value) {
    Variable variable = writable(name);
    variable.set(
        "0",
        variable.isInteger()
            ? String.valueOf(io.lvsim.shell.expand.Arithmetic.evaluate(parameters, value))
            : value);
    if (state.has('a')) {
      variable.export(true);
    }
  }

  /** A variable that may be changed; made if there is none. */
  Variable writable(String name) {
    Variable variable = state.variables.variable(name);
    if (variable.isReadOnly()) {
      throw failure(name + ": readonly variable");
    }
    return variable;
  }

  /** An error that ends the line of commands. */
  ShellFailure failure(String text) {
    return new ShellFailure(text, 1);
  }

  /** Tells an error as bash does. */
  void complain(String text) {
    try {
      descriptors.err().println("bash: " + text);
    } catch (WriteFailedException closed) {
      // nobody can be told
    } catch (Killed broken) {
      if (broken.signal() != Signals.PIPE) {
        throw broken;
      }
    }
  }

  /** Shows a command as set -x does. */
  void trace(String text) {
    String prompt = state.variables.get("PS4");
    String prefix = prompt == null || prompt.isEmpty() ? "+ " : prompt;
    String repeated = prefix.substring(0, 1).repeat(state.traceDepth) + prefix.substring(1);
    descriptors.err().println(repeated + text);
  }

  void forgetSubstitution() {
    substitutionStatus = 0;
  }

  int substitutionStatus() {
    return substitutionStatus;
  }

  /** A path as the shell's current directory makes it. */
  String absolute(String path) {
    return io.lvsim.files.Paths.resolve(state.directory(), path);
  }

  /** Whether {@code @(a|b)} counts in patterns. */
  boolean extendedPatterns() {
    return state.longOptions.contains("extglob");
  }

  Terminal terminal() {
    return terminal;
  }

  Process process() {
    return process;
  }

  ShellState state() {
    return state;
  }

  Descriptors descriptors() {
    return descriptors;
  }

  Expander expander() {
    return expander;
  }

  ShellParameters parameters() {
    return parameters;
  }

  SimpleCommands simpleCommands() {
    return simpleCommands;
  }

  ProcessFiles processFiles() {
    return processFiles;
  }

  FileTree files() {
    return terminal.net().files();
  }

  /** Where in the script the command is that runs. */
  int line() {
    return line;
  }
}
