package io.lvsim.ipvs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists connections and templates as /proc/net/ip_vs_conn does, newest first. */
final class ConnectionListing {
  // IP_VS_CONN_F_* as in ip_vs.h.
  private static final int SYNCED = 0x20;
  private static final int HASHED = 0x40;
  private static final int NO_OUTPUT = 0x80;
  private static final int INACTIVE = 0x100;
  private static final int TEMPLATE = 0x1000;

  private final ConnectionTable table;
  private final TemplateTable templates;

  private record Numbered(int sequence, ConnectionEntry entry) {}

  private ConnectionListing(Connections connections) {
    this.table = connections.table();
    this.templates = connections.templates();
  }

  static List<ConnectionEntry> of(Connections connections) {
    return new ConnectionListing(connections).newestFirst();
  }

  private List<ConnectionEntry> newestFirst() {
    List<Numbered> all = new ArrayList<>(table.size() + templates.size());
    for (int row = 0; row < table.rowsUsed(); row++) {
      if (table.isLive(row)) {
        all.add(new Numbered(table.sequence(row), connection(row)));
      }
    }
    for (int row = 0; row < templates.rowsUsed(); row++) {
      if (templates.isLive(row)) {
        all.add(new Numbered(templates.sequence(row), template(row)));
      }
    }
    Comparator<Numbered> newer = (a, b) -> Integer.signum(b.sequence() - a.sequence());
    return all.stream().sorted(newer).map(Numbered::entry).toList();
  }

  private ConnectionEntry connection(int row) {
    Binding binding = table.binding(row);
    int flags =
        HASHED
            | binding.method.ordinal()
            | (table.isSynced(row) ? SYNCED : 0)
            | (table.isInactive(row) ? INACTIVE : 0)
            | (table.isWithoutOutput(row) ? NO_OUTPUT : 0);
    return new ConnectionEntry(
        binding.protocol,
        table.client(row),
        table.clientPort(row),
        binding.virtualAddress,
        binding.virtualPort,
        binding.server.address(),
        binding.serverPort,
        ConnectionStates.name(binding.protocol, table.state(row)),
        Math.max(0, table.expiresInNanos(row)),
        false,
        flags,
        0,
        "");
  }

  private ConnectionEntry template(int row) {
    Binding binding = templates.binding(row);
    int noOutput = binding.method == ForwardingMethod.MASQ ? 0 : NO_OUTPUT;
    return new ConnectionEntry(
        binding.protocol,
        templates.client(row),
        0,
        binding.virtualAddress,
        binding.virtualPort,
        binding.server.address(),
        binding.serverPort,
        templates.isStrange(row) ? "ERR!" : templates.isAssured(row) ? "ASSURED" : "NONE",
        Math.max(0, templates.expiresInNanos(row)),
        true,
        HASHED
            | TEMPLATE
            | INACTIVE
            | noOutput
            | (templates.isSynced(row) ? SYNCED : 0)
            | binding.method.ordinal(),
        templates.controlled(row),
        templates.engineData(row));
  }
}
