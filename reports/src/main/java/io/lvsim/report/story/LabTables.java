package io.lvsim.report.story;

import io.lvsim.ipvs.ConnectionEntry;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.NetworkNamespace;
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
import org.jspecify.annotations.Nullable;

/**
 * Follows the tables of a lab. A decision says that a table may change; it is looked at as soon as
 * the next thing happens, and all of them whenever a step begins or ends.
 */
final class LabTables {
  private final Lab lab;
  private final Consumer<Happening> told;
  private final Map<String, WatchedTable> tables = new LinkedHashMap<>();
  private final Map<String, ConnectionBook> books = new LinkedHashMap<>();
  private Set<String> namespaces = new LinkedHashSet<>();
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
    }
    bringNamespaces(now);
    lab.switches().forEach(lan -> bringMacs(now, lan.name()));
    neighborsStale.clear();
    macsStale.clear();
    serversStale.clear();
  }

  private void bringNamespaces(long now) {
    Set<String> living = new LinkedHashSet<>();
    for (Machine machine : lab.machines()) {
      for (NetworkNamespace namespace : machine.namespaces()) {
        living.add(namespace.host().name());
        bring(now, namespace);
      }
    }
    namespaces.removeAll(living);
    namespaces.forEach(gone -> empty(now, gone));
    namespaces = living;
  }

  private void bring(long now, NetworkNamespace namespace) {
    String node = namespace.host().name();
    table(node, TableKind.LINK).bring(now, MachineTables.links(namespace));
    table(node, TableKind.ADDRESS).bring(now, MachineTables.addresses(namespace));
    table(node, TableKind.SERVICE).bring(now, MachineTables.services(namespace));
    table(node, TableKind.NEIGHBOR).bring(now, MachineTables.neighbors(namespace));
    table(node, TableKind.SERVER).bring(now, MachineTables.servers(namespace));
    List<ConnectionEntry> entries = namespace.ipvs().connections();
    if (!entries.isEmpty() || books.containsKey(node)) {
      book(node).bring(now, entries);
    }
  }

  /** A namespace that is gone has no tables. */
  private void empty(long now, String node) {
    for (TableKind kind : TableKind.values()) {
      WatchedTable table = tables.get(kind + " " + node);
      if (table != null) {
        table.bring(now, Map.of());
      }
    }
    if (books.containsKey(node)) {
      book(node).bring(now, List.of());
    }
  }

  private @Nullable NetworkNamespace namespace(String node) {
    Machine machine = lab.machine(node);
    if (machine != null) {
      return machine.first();
    }
    int slash = node.lastIndexOf('/');
    Machine owner = slash < 0 ? null : lab.machine(node.substring(0, slash));
    return owner == null ? null : owner.namespace(node.substring(slash + 1));
  }

  private void bringNeighbors(long now, String node) {
    NetworkNamespace namespace = namespace(node);
    if (namespace != null) {
      table(node, TableKind.NEIGHBOR).bring(now, MachineTables.neighbors(namespace));
    }
  }

  private void bringServers(long now, String node) {
    NetworkNamespace namespace = namespace(node);
    if (namespace != null) {
      table(node, TableKind.SERVER).bring(now, MachineTables.servers(namespace));
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
