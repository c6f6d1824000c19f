package io.lvsim.command.system;

import io.lvsim.shell.CommandTable;

/** What this room adds to the table of commands. */
public final class SystemCommands {
  private SystemCommands() {}

  /** Adds systemctl, service, modprobe and kill. */
  public static void addTo(CommandTable table) {
    UnitCatalog catalog = new UnitCatalog(table);
    Systemctl systemctl = new Systemctl(catalog);
    table.add("systemctl", systemctl);
    table.add("service", new ServiceCommand(catalog, systemctl));
    table.add("modprobe", new Modprobe());
    table.add("kill", new Kill());
  }
}
