package io.lvsim.command;

import io.lvsim.shell.CommandTable;

/** The table of all commands. Each room adds its own here, one line a command. */
public final class AllCommands {
  private AllCommands() {}

  /** A new table with every command of the lab shell. */
  public static CommandTable table() {
    return new CommandTable();
  }
}
