package io.lvsim.command.iptables;

import io.lvsim.shell.CommandTable;

/** Adds iptables and its save and restore to a table. */
public final class IptablesCommands {
  private IptablesCommands() {}

  /** Adds them under the names by which they are typed. */
  public static void addTo(CommandTable table) {
    for (String name : new String[] {"iptables", "iptables-legacy"}) {
      table.add(name, new Iptables());
      table.add(name + "-save", new IptablesSave());
      table.add(name + "-restore", new IptablesRestore());
    }
  }
}
