package io.lvsim.command.net;

import io.lvsim.command.net.arping.Arping;
import io.lvsim.command.net.bridge.Brctl;
import io.lvsim.command.net.bridge.BridgeCommand;
import io.lvsim.command.net.ip.Ip;
import io.lvsim.command.net.nettools.ArpCommand;
import io.lvsim.command.net.nettools.Hostname;
import io.lvsim.command.net.nettools.Ifconfig;
import io.lvsim.command.net.nettools.RouteCommand;
import io.lvsim.command.net.ping.Ping;
import io.lvsim.command.net.sysctl.SysctlCommand;
import io.lvsim.command.net.tcpdump.Tcpdump;
import io.lvsim.shell.CommandTable;

/** Adds the commands of the network to a table. */
public final class NetCommands {
  private NetCommands() {}

  /** Adds them under the names by which they are typed. */
  public static void addTo(CommandTable table) {
    table.add("ip", new Ip(table));
    table.add("arp", new ArpCommand());
    table.add("arping", new Arping());
    table.add("brctl", new Brctl());
    table.add("bridge", new BridgeCommand());
    table.add("hostname", new Hostname());
    table.add("ifconfig", new Ifconfig());
    table.add("ping", new Ping());
    table.add("route", new RouteCommand());
    table.add("sysctl", new SysctlCommand());
    table.add("tcpdump", new Tcpdump());
  }
}
