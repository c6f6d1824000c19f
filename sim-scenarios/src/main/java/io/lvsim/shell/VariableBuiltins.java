package io.lvsim.shell;

import io.lvsim.shell.expand.Arithmetic;
import io.lvsim.shell.expand.ExpansionError;
import java.util.List;

/** unset, shift, let and getopts. */
final class VariableBuiltins {
  private VariableBuiltins() {}

  static int unset(Interpreter shell, Builtin.Call call) {
    int first = 0;
    boolean functions = false;
    while (first < call.count() && call.argument(first).startsWith("-")) {
      String option = call.argument(first++);
      if (!option.matches("-[fvn]+")) {
        return call.invalidOption(shell, option.substring(0, 2), "unset [-f] [-v] [-n] [name ...]");
      }
      functions |= option.contains("f");
    }
    int status = 0;
    for (String name : call.from(first)) {
      if (functions) {
        shell.state().functions.remove(name);
      } else {
        status |= unsetVariable(shell, call, name);
      }
    }
    return status;
  }

  private static int unsetVariable(Interpreter shell, Builtin.Call call, String written) {
    int bracket = written.indexOf('[');
    String name = bracket > 0 ? written.substring(0, bracket) : written;
    Variable variable = shell.state().variables.find(name);
    if (variable == null) {
      shell.state().functions.remove(name);
      return 0;
    }
    if (variable.isReadOnly()) {
      return call.fail(shell, name + ": cannot unset: readonly variable", 1);
    }
    if (bracket > 0 && written.endsWith("]")) {
      String subscript = written.substring(bracket + 1, written.length() - 1);
      boolean keyed = variable.kind() == Variable.Kind.KEYED;
      variable.remove(
          keyed ? subscript : String.valueOf(Arithmetic.evaluate(shell.parameters(), subscript)));
    } else {
      shell.state().variables.unset(name);
    }
    return 0;
  }

  static int shift(Interpreter shell, Builtin.Call call) {
    ShellState state = shell.state();
    int by = 1;
    if (call.count() > 0) {
      if (!call.argument(0).matches("[-+]?\\d{1,9}")) {
        return call.fail(shell, call.argument(0) + ": numeric argument required", 1);
      }
      by = Integer.parseInt(call.argument(0));
    }
    if (by < 0) {
      return call.fail(shell, by + ": shift count out of range", 1);
    }
    if (by > state.positional.size()) {
      return 1;
    }
    state.positional = List.copyOf(state.positional.subList(by, state.positional.size()));
    return 0;
  }

  static int let(Interpreter shell, Builtin.Call call) {
    if (call.count() == 0) {
      return call.fail(shell, "expression expected", 1);
    }
    long value = 0;
    try {
      for (String expression : call.arguments()) {
        value = Arithmetic.evaluate(shell.parameters(), expression);
      }
    } catch (ExpansionError wrong) {
      return call.fail(shell, wrong.text(), 1);
    }
    return value != 0 ? 0 : 1;
  }

  static int getopts(Interpreter shell, Builtin.Call call) {
    if (call.count() < 2) {
      return call.usage(shell, "getopts optstring name [arg ...]");
    }
    List<String> arguments = call.count() > 2 ? call.from(2) : shell.state().positional;
    return new OptionReader(shell, call.argument(0), call.argument(1), arguments).next();
  }
}
