package io.lvsim.command.net;

import io.lvsim.command.net.ip.Ip;
import io.lvsim.shell.CommandTable;

/** Adds the commands of the network to a table. */
public final class NetCommands {
  private NetCommands() {}

  /** Adds them under the names by which they are typed. */
  public static void addTo(CommandTable table) {
    table.add("ip", new Ip());
  }
}
