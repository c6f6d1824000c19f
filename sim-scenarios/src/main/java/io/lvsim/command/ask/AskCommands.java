package io.lvsim.command.ask;

import io.lvsim.shell.CommandTable;

/** What this room adds to the table of commands. */
public final class AskCommands {
  private AskCommands() {}

  /** Adds ask. */
  public static void addTo(CommandTable table) {
    table.add("ask", new Ask(table));
  }
}
