package io.lvsim.report.story;

import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Switch;
import io.lvsim.trace.ArpDecision;
import io.lvsim.trace.Decision;
import io.lvsim.trace.IpvsDecision;
import io.lvsim.trace.NeighborDecision;
import io.lvsim.trace.SwitchDecision;
import io.lvsim.trace.SyncDecision;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows the tables of a lab. A decision says that a table may change; it is looked at as soon as
 * the next thing happens, and all of them whenever a step begins or ends.
 */
final class LabTables {
  private final Lab lab;
  private final Consumer<Happening> told;
  private final Map<String, WatchedTable> tables = new LinkedHashMap<>();
  private final Map<String, ConnectionBook> books = new LinkedHashMap<>();
  private final Set<String> neighborsStale = new LinkedHashSet<>();
  private final Set<String> macsStale = new LinkedHashSet<>();
  private final Set<String> serversStale = new LinkedHashSet<>();

  LabTables(Lab lab, Consumer<Happening> told) {
    this.lab = lab;
    this.told = told;
  }

  /** A node is about to change its tables, or has just done so. */
  void decided(long now, String node, Decision decision) {
    switch (decision) {
      case NeighborDecision d -> neighborsStale.add(node);
      case ArpDecision d -> neighborsStale.add(node);
      case SwitchDecision.Learned d -> macsStale.add(node);
      case SwitchDecision.Moved d -> macsStale.add(node);
      case IpvsDecision d -> {
        if (book(node).decided(now, d)) {
          serversStale.add(node);
        }
      }
      case SyncDecision.Taken d -> book(node).learned(now, d);
      default -> {
        return;
      }
    }
  }

  /** Looks at what may have changed. */
  void settle(long now) {
    if (!neighborsStale.isEmpty()) {
      neighborsStale.forEach(node -> bringNeighbors(now, node));
      neighborsStale.clear();
    }
    if (!macsStale.isEmpty()) {
      macsStale.forEach(node -> bringMacs(now, node));
      macsStale.clear();
    }
    if (!serversStale.isEmpty()) {
      serversStale.forEach(node -> bringServers(now, node));
      serversStale.clear();
    }
  }

  /** Looks at everything. */
  void settleAll(long now) {
    for (Machine machine : lab.machines()) {
      table(machine.name(), TableKind.POWER).bring(now, MachineTables.power(machine));
      table(machine.name(), TableKind.ADDRESS).bring(now, MachineTables.addresses(machine));
      table(machine.name(), TableKind.SERVICE).bring(now, MachineTables.services(machine));
      bringNeighbors(now, machine.name());
      bringServers(now, machine.name());
      bringConnections(now, machine);
    }
    lab.switches().forEach(lan -> bringMacs(now, lan.name()));
    neighborsStale.clear();
    macsStale.clear();
    serversStale.clear();
  }

  private void bringConnections(long now, Machine machine) {
    List<ConnectionEntry> entries = machine.ipvs().connections();
    if (!entries.isEmpty() || books.containsKey(machine.name())) {
      book(machine.name()).bring(now, entries);
    }
  }

  private void bringNeighbors(long now, String node) {
    Machine machine = lab.machine(node);
    if (machine != null) {
      table(node, TableKind.NEIGHBOR).bring(now, MachineTables.neighbors(machine));
    }
  }

  private void bringServers(long now, String node) {
    Machine machine = lab.machine(node);
    if (machine != null) {
      table(node, TableKind.SERVER).bring(now, MachineTables.servers(machine));
    }
  }

  private void bringMacs(long now, String node) {
    Switch lan = lab.switchNamed(node);
    if (lan != null) {
      table(node, TableKind.MAC).bring(now, MachineTables.macs(lan));
    }
  }

  private WatchedTable table(String node, TableKind kind) {
    return tables.computeIfAbsent(kind + " " + node, key -> new WatchedTable(node, kind, told));
  }

  private ConnectionBook book(String node) {
    return books.computeIfAbsent(node, key -> new ConnectionBook(node, told));
  }
}
