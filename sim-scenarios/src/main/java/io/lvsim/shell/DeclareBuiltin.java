package io.lvsim.shell;

import io.lvsim.shell.grammar.Assignment;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** declare, typeset, local, export and readonly. */
final class DeclareBuiltin {
  private static final Pattern ARGUMENT =
      Pattern.compile("([A-Za-z_]\\w*)(?:\\[([^\\]]*)\\])?(?:(\\+?=)(.*))?", Pattern.DOTALL);
  private static final String SYNOPSIS =
      " [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]";

  private final Interpreter shell;
  private final Builtin.Call call;
  private final Set<Character> options = new TreeSet<>();
  private final Set<Character> takenAway = new TreeSet<>();
  private int status;

  private DeclareBuiltin(Interpreter shell, Builtin.Call call) {
    this.shell = shell;
    this.call = call;
  }

  static int declare(Interpreter shell, Builtin.Call call) {
    return new DeclareBuiltin(shell, call).run();
  }

  private int run() {
    boolean local = call.name().equals("local");
    if (local && !shell.state().inFunction()) {
      return call.fail(shell, "can only be used in a function", 1);
    }
    int first = readOptions();
    if (first < 0) {
      return 2;
    }
    if (call.name().equals("export")) {
      (options.remove('n') ? takenAway : options).add('x');
    } else if (call.name().equals("readonly")) {
      options.add('r');
    }
    if (options.contains('f') || options.contains('F')) {
      return functions(first);
    }
    if (first == call.count() || options.contains('p') && first < call.count()) {
      return list(first);
    }
    for (String argument : call.from(first)) {
      declareOne(argument);
    }
    return status;
  }

  private int readOptions() {
    int next = 0;
    while (next < call.count() && call.argument(next).matches("[-+].+")) {
      String argument = call.argument(next++);
      if (argument.equals("--")) {
        break;
      }
      for (char option : argument.substring(1).toCharArray()) {
        if ("aAfFgiIlnprtux".indexOf(option) < 0) {
          call.fail(shell, argument.charAt(0) + String.valueOf(option) + ": invalid option", 2);
          call.usage(shell, synopsis());
          return -1;
        }
        (argument.startsWith("-") ? options : takenAway).add(option);
      }
    }
    return next;
  }

  private String synopsis() {
    return switch (call.name()) {
      case "export" -> "export [-fn] [name[=value] ...] or export -p";
      case "readonly" -> "readonly [-aAf] [name[=value] ...] or readonly -p";
      case "local" -> "local [option] name[=value] ...";
      default -> call.name() + SYNOPSIS;
    };
  }

  private void declareOne(String argument) {
    Matcher matcher = ARGUMENT.matcher(argument);
    if (!matcher.matches()) {
      status = call.fail(shell, "`" + argument + "': not a valid identifier", 1);
      return;
    }
    String name = matcher.group(1);
    boolean makesLocal =
        shell.state().inFunction()
            && !options.contains('g')
            && !call.name().equals("export")
            && !call.name().equals("readonly");
    if (makesLocal) {
      shell.state().makeLocal(name);
    }
    Variable variable = shell.state().variables.variable(name);
    if (variable.isReadOnly() && (matcher.group(3) != null || isListed(name))) {
      shell.complain((makesLocal ? call.name() + ": " : "") + name + ": readonly variable");
      status = 1;
      return;
    }
    applyKind(variable);
    assign(name, matcher);
    applyAttributes(variable);
  }

  private boolean isListed(String name) {
    return call.arrays().stream().anyMatch(array -> array.name().equals(name));
  }

  private void applyKind(Variable variable) {
    if (options.contains('i')) {
      variable.makeInteger(true);
    }
    if (options.contains('A')) {
      variable.become(Variable.Kind.KEYED);
    } else if (options.contains('a')) {
      variable.become(Variable.Kind.INDEXED);
    }
  }

  private void assign(String name, Matcher matcher) {
    for (Assignment array : call.arrays()) {
      if (array.name().equals(name)) {
        shell.simpleCommands().assignments().assignList(array);
      }
    }
    String operator = matcher.group(3);
    if (operator != null) {
      String subscript = matcher.group(2);
      shell
          .simpleCommands()
          .assignments()
          .assign(
              name, subscript == null ? "" : subscript, operator.equals("+="), matcher.group(4));
    }
  }

  private void applyAttributes(Variable variable) {
    if (options.contains('x')) {
      variable.export(true);
    }
    if (options.contains('r')) {
      variable.makeReadOnly();
    }
    if (takenAway.contains('x')) {
      variable.export(false);
    }
    if (takenAway.contains('i')) {
      variable.makeInteger(false);
    }
  }

  private int functions(int first) {
    for (String name : call.from(first)) {
      if (!shell.state().functions.containsKey(name)) {
        status = 1;
      } else if (options.contains('F')) {
        shell.descriptors().out().println(name);
      }
    }
    if (first == call.count() && options.contains('F')) {
      shell
          .state()
          .functions
          .keySet()
          .forEach(name -> shell.descriptors().out().println("declare -f " + name));
    }
    return status;
  }

  private int list(int first) {
    boolean all = first == call.count();
    for (String name : all ? shell.state().variables.allNames() : call.from(first)) {
      Variable variable = shell.state().variables.find(name);
      if (variable == null) {
        status = call.fail(shell, name + ": not found", 1);
      } else if (!all || isWanted(variable)) {
        shell.descriptors().out().println(VariableListing.declaration(name, variable));
      }
    }
    return status;
  }

  private boolean isWanted(Variable variable) {
    return (!options.contains('x') || variable.isExported())
        && (!options.contains('r') || variable.isReadOnly())
        && (!options.contains('a') || variable.kind() == Variable.Kind.INDEXED)
        && (!options.contains('A') || variable.kind() == Variable.Kind.KEYED)
        && (!options.contains('i') || variable.isInteger());
  }
}
