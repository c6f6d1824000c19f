package io.lvsim.command;

import io.lvsim.command.ask.AskCommands;
import io.lvsim.command.curl.CurlCommands;
import io.lvsim.command.iptables.IptablesCommands;
import io.lvsim.command.ipvsadm.IpvsadmCommands;
import io.lvsim.command.net.NetCommands;
import io.lvsim.command.socket.SocketCommands;
import io.lvsim.command.system.SystemCommands;
import io.lvsim.command.text.TextCommands;
import io.lvsim.daemon.ldirectord.LdirectordCommand;
import io.lvsim.shell.CommandTable;

/** The table of all commands. Each room adds its own here, one line a room. */
public final class AllCommands {
  private AllCommands() {}

  /** A new table with every command of the lab shell. */
  public static CommandTable table() {
    CommandTable table = new CommandTable();
    TextCommands.addTo(table);
    NetCommands.addTo(table);
    IptablesCommands.addTo(table);
    IpvsadmCommands.addTo(table);
    SocketCommands.addTo(table);
    CurlCommands.addTo(table);
    AskCommands.addTo(table);
    SystemCommands.addTo(table);
    table.add("ldirectord", new LdirectordCommand());
    return table;
  }
}
