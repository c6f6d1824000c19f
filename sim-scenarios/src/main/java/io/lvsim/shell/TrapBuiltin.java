package io.lvsim.shell;

import io.lvsim.shell.expand.Quoting;

/** trap: what is done when the shell ends or a signal comes. */
final class TrapBuiltin {
  private TrapBuiltin() {}

  static int trap(Interpreter shell, Builtin.Call call) {
    var traps = shell.state().traps;
    if (call.count() == 0 || call.argument(0).equals("-p")) {
      traps.forEach((signal, action) ->
          shell
              .descriptors()
              .out()
              .println("trap -- " + Quoting.quoted(action) + " " + shown(signal)));
      return 0;
    }
    int first = call.argument(0).equals("--") ? 1 : 0;
    boolean alone = call.count() == first + 1;
    String action = alone ? "-" : call.argument(first);
    int status = 0;
    for (String signal : call.from(alone ? first : first + 1)) {
      int number = Signals.number(signal);
      String name = Signals.name(number);
      if (name == null) {
        status = call.fail(shell, signal + ": invalid signal specification", 1);
      } else if (action.equals("-")) {
        traps.remove(name);
      } else {
        traps.put(name, action);
      }
    }
    return status;
  }

  private static String shown(String signal) {
    return signal.equals("EXIT") ? signal : "SIG" + signal;
  }
}
