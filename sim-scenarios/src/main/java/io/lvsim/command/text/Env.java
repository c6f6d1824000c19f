package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;
import io.lvsim.shell.Launch;
import io.lvsim.shell.Variables;
import java.util.List;

/** env(1) and printenv(1): the exported variables, and commands run with others. */
final class Env implements Command {
  private static final Getopt OPTIONS =
      new Getopt("iu:C:0").untilFirstOperand().named("ignore-environment", 'i').named("unset", 'u');

  private final Launch launch;

  Env(CommandTable table) {
    launch = new Launch(table);
  }

  @Override
  public int run(Invocation call) {
    Getopt.Given given = OPTIONS.parse(call);
    if (given == null) {
      return 125;
    }
    Variables variables = given.has('i') ? new Variables() : call.variables().copy();
    for (Getopt.Option option : given.options()) {
      if (option.letter() == 'u') {
        variables.unset(option.text());
      }
    }
    List<String> words = given.operands();
    int next = 0;
    while (next < words.size() && words.get(next).indexOf('=') > 0) {
      String[] pair = words.get(next++).split("=", 2);
      variables.set(pair[0], pair[1]);
      variables.export(pair[0]);
    }
    if (next == words.size()) {
      print(call, variables);
      return 0;
    }
    String command = words.get(next);
    if (!launch.knows(command)) {
      call.err().println("env: ‘" + command + "’: No such file or directory");
      return Launch.NOT_FOUND;
    }
    return launch.run(
        call.withVariables(variables), command, words.subList(next + 1, words.size()));
  }

  private static void print(Invocation call, Variables variables) {
    for (String name : variables.names()) {
      call.out().println(name + "=" + variables.get(name));
    }
  }

  /** printenv(1): the values of variables; 1 if one is missing. */
  static int print(Invocation call) {
    if (call.arguments().isEmpty()) {
      print(call, call.variables());
      return 0;
    }
    int status = 0;
    for (String name : call.arguments()) {
      String value = call.variables().get(name);
      if (value == null) {
        status = 1;
      } else {
        call.out().println(value);
      }
    }
    return status;
  }
}
