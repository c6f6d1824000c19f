package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Printf;

/** printf(1) as a program, for xargs and the like. */
final class PrintfCommand implements Command {
  @Override
  public int run(Invocation call) {
    if (call.arguments().isEmpty()) {
      return PathTools.missingOperand(call);
    }
    Printf printf =
        new Printf(call.arguments().getFirst(), error -> call.err().println("printf: " + error));
    String text = printf.format(call.arguments().subList(1, call.arguments().size()));
    call.out().print(text);
    return printf.status();
  }
}
