package io.lvsim.command.ipvsadm;

import io.lvsim.shell.CommandTable;

/** ipvsadm and its two scripts. */
public final class IpvsadmCommands {
  private IpvsadmCommands() {}

  /** Adds them to a table. */
  public static void addTo(CommandTable table) {
    Ipvsadm ipvsadm = new Ipvsadm();
    table.add("ipvsadm", ipvsadm);
    table.add("ipvsadm-save", new IpvsadmSave(ipvsadm));
    table.add("ipvsadm-restore", new IpvsadmRestore(ipvsadm));
  }
}
