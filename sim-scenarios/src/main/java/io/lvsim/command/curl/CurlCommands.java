package io.lvsim.command.curl;

import io.lvsim.shell.CommandTable;

/** What this room adds to the table of commands. */
public final class CurlCommands {
  private CurlCommands() {}

  /** Adds curl. */
  public static void addTo(CommandTable table) {
    table.add("curl", new Curl());
  }
}
