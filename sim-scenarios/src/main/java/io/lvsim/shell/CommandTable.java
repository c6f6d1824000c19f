package io.lvsim.shell;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which commands there are, by name. */
public final class CommandTable {
  private static final Set<String> ADMINISTRATION =
      Set.of(
          "arp",
          "arping",
          "conntrack",
          "ifconfig",
          "ip",
          "ip6tables",
          "iptables",
          "iptables-restore",
          "iptables-save",
          "ipvsadm",
          "ipvsadm-restore",
          "ipvsadm-save",
          "keepalived",
          "ldirectord",
          "route",
          "service",
          "sysctl",
          "tcpdump");

  private final TreeMap<String, Command> commands = new TreeMap<>();

  /** Adds a command. */
  public CommandTable add(String name, Command command) {
    commands.put(name, command);
    return this;
  }

  /** Finds a command by its name without a path. */
  public @Nullable Command find(String name) {
    return commands.get(name);
  }

  /** Where a command's program would lie on a real machine. */
  public String path(String name) {
    return (ADMINISTRATION.contains(name) ? "/usr/sbin/" : "/usr/bin/") + name;
  }

  /** All names, sorted. */
  public List<String> names() {
    return List.copyOf(commands.keySet());
  }
}
