package io.lvsim.shell;

import io.lvsim.host.HostException;
import java.util.List;

/** break, continue, return, exit, eval and source. */
final class FlowBuiltins {
  private static final String LOOPS_ONLY = "only meaningful in a `for', `while', or `until' loop";

  private FlowBuiltins() {}

  static int leaveLoop(Interpreter shell, Builtin.Call call) {
    int depth = shell.state().loopDepth;
    if (depth == 0) {
      return call.fail(shell, LOOPS_ONLY, 0);
    }
    int loops = 1;
    if (call.count() > 0) {
      if (!isNumber(call.argument(0))) {
        call.fail(shell, call.argument(0) + ": numeric argument required", 1);
        throw new Jump.Exit(1);
      }
      loops = Integer.parseInt(call.argument(0));
      if (loops < 1) {
        call.fail(shell, call.argument(0) + ": loop count out of range", 1);
        throw new Jump.Break(depth);
      }
    }
    int most = Math.min(loops, depth);
    throw call.name().equals("break") ? new Jump.Break(most) : new Jump.Continue(most);
  }

  static int leaveFunction(Interpreter shell, Builtin.Call call) {
    ShellState state = shell.state();
    if (!state.inFunction() && state.sourceDepth == 0) {
      return call.fail(shell, "can only `return' from a function or sourced script", 1);
    }
    throw new Jump.Return(status(shell, call));
  }

  static int exit(Interpreter shell, Builtin.Call call) {
    throw new Jump.Exit(status(shell, call));
  }

  private static int status(Interpreter shell, Builtin.Call call) {
    if (call.count() == 0) {
      return shell.state().lastStatus;
    }
    if (!isNumber(call.argument(0))) {
      return call.fail(shell, call.argument(0) + ": numeric argument required", 2);
    }
    return Integer.parseInt(call.argument(0)) & 0xff;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?\\d{1,9}");
  }

  static int eval(Interpreter shell, Builtin.Call call) {
    String script = String.join(" ", call.arguments());
    if (script.isBlank()) {
      return 0;
    }
    return nested(shell, script);
  }

  static int source(Interpreter shell, Builtin.Call call) {
    if (call.count() == 0) {
      call.fail(shell, "filename argument required", 2);
      return call.usage(shell, call.name() + " filename [arguments]");
    }
    String name = call.argument(0);
    String script;
    try {
      script = SimpleCommands.script(shell, shell.absolute(name));
    } catch (HostException unreadable) {
      shell.complain(name + ": " + unreadable.errno().text());
      return 1;
    }
    return sourced(shell, script, call.from(1));
  }

  private static int sourced(Interpreter shell, String script, List<String> arguments) {
    ShellState state = shell.state();
    List<String> outer = state.positional;
    state.positional = arguments.isEmpty() ? outer : List.copyOf(arguments);
    state.sourceDepth++;
    try {
      return nested(shell, script);
    } catch (Jump.Return leaving) {
      return leaving.number();
    } finally {
      state.sourceDepth--;
      if (!arguments.isEmpty()) {
        state.positional = outer;
      }
    }
  }

  private static int nested(Interpreter shell, String script) {
    ShellState state = shell.state();
    state.lastStatus = 0;
    state.traceDepth++;
    try {
      shell.nested(script);
    } finally {
      state.traceDepth--;
    }
    return state.lastStatus;
  }
}
