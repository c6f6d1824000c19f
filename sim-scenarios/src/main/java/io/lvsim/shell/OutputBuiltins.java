package io.lvsim.shell;

/** echo, printf and times. */
final class OutputBuiltins {
  private OutputBuiltins() {}

  static int echo(Interpreter shell, Builtin.Call call) {
    shell.descriptors().out().print(Echo.text(call.arguments()));
    return 0;
  }

  static int printf(Interpreter shell, Builtin.Call call) {
    int start = 0;
    String variable = null;
    if (call.count() >= 2 && call.argument(0).equals("-v")) {
      variable = call.argument(1);
      start = 2;
    }
    if (start < call.count() && call.argument(start).equals("--")) {
      start++;
    }
    if (start >= call.count()) {
      return call.usage(shell, "printf [-v var] format [arguments]");
    }
    Printf printf =
        new Printf(call.argument(start), error -> call.fail(shell, error, 1), shell.terminal());
    String text = printf.format(call.from(start + 1));
    if (variable == null) {
      shell.descriptors().out().print(text);
    } else {
      shell.assign(variable, text);
    }
    return printf.status();
  }

  static int times(Interpreter shell, Builtin.Call call) {
    shell.descriptors().out().print("0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n");
    return 0;
  }
}
