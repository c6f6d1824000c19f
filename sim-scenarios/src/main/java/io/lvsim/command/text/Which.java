package io.lvsim.command.text;

import io.lvsim.shell.Command;
import io.lvsim.shell.CommandTable;
import io.lvsim.shell.Invocation;

/** which(1): where a command's program lies. */
final class Which implements Command {
  private final CommandTable table;

  Which(CommandTable table) {
    this.table = table;
  }

  @Override
  public int run(Invocation call) {
    int status = call.arguments().isEmpty() ? 1 : 0;
    for (String name : call.arguments()) {
      if (name.startsWith("-")) {
        continue;
      }
      String program = name.substring(name.lastIndexOf('/') + 1);
      if (table.find(program) == null) {
        status = 1;
      } else {
        call.out().println(name.contains("/") ? name : table.path(name));
      }
    }
    return status;
  }
}
