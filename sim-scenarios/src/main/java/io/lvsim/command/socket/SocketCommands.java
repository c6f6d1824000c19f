package io.lvsim.command.socket;

import io.lvsim.shell.CommandTable;

/** The commands of this room. */
public final class SocketCommands {
  private SocketCommands() {}

  /** Adds them to a table, where those that run others find them too. */
  public static void addTo(CommandTable table) {
    table.add("socat", new Socat(table));
  }
}
