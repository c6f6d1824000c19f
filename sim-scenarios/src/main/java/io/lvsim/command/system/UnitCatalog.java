package io.lvsim.command.system;

import io.lvsim.lab.Machine;
import io.lvsim.lab.Unit;
import io.lvsim.shell.CommandTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units of all machines, and what systemd remembers of each. The units iptables and ipvsadm are
 * installed on a machine when somebody first asks for them.
 */
final class UnitCatalog {
  private final CommandTable commands;
  private final Map<Machine, Map<String, Record>> records = new LinkedHashMap<>();

  /** What systemd remembers of a unit. */
  static final class Record {
    boolean enabled;
    long changedAtNanos;

    /** What it said when its last start failed. */
    List<String> journal = List.of();
  }

  UnitCatalog(CommandTable commands) {
    this.commands = commands;
  }

  /** The unit of a name with or without suffix; null if there is none. */
  @Nullable Unit find(Machine machine, String name) {
    String plain = name.endsWith(".service") ? name.substring(0, name.length() - 8) : name;
    Unit known = machine.unit(plain);
    if (known != null) {
      return known;
    }
    return switch (plain) {
      case "iptables" -> install(machine, SavedRules.ofIptables(machine, commands));
      case "ipvsadm" -> install(machine, SavedRules.ofIpvsadm(machine, commands));
      default -> null;
    };
  }

  private static Unit install(Machine machine, Unit unit) {
    machine.register(unit);
    return unit;
  }

  Record record(Machine machine, Unit unit) {
    return records
        .computeIfAbsent(machine, key -> new LinkedHashMap<>())
        .computeIfAbsent(unit.name(), key -> new Record());
  }
}
