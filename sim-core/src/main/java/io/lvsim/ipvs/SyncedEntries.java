package io.lvsim.ipvs;

import io.lvsim.engine.Nanos;
import io.lvsim.ipvs.sync.SyncEntry;
import io.lvsim.ipvs.sync.SyncFlags;
import io.lvsim.ipvs.sync.SyncReader;
import io.lvsim.trace.SyncDecision;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes and changes entries as a master tells (ip_vs_proc_conn). */
final class SyncedEntries implements SyncReader.Sink {
  private static final int DEFAULT_SECONDS = 180;
  private static final ForwardingMethod[] METHODS = ForwardingMethod.values();

  private final IpvsSysctls sysctls;
  private final Connections connections;
  private final ConnectionTable table;
  private final TemplateTable templates;
  private final ServiceTable services;
  private final Timeouts timeouts;
  private final Telling telling;

  /** Servers that no service has, by address, port and method. */
  private final TreeMap<Long, RealServer> unknown = new TreeMap<>();

  SyncedEntries(
      IpvsSysctls sysctls,
      Connections connections,
      ServiceTable services,
      Timeouts timeouts,
      Telling telling) {
    this.sysctls = sysctls;
    this.connections = connections;
    this.services = services;
    this.timeouts = timeouts;
    this.telling = telling;
    table = connections.table();
    templates = connections.templates();
  }

  @Override
  public void entry(SyncEntry entry, int version) {
    if (entry.isTemplate()) {
      takeTemplate(entry);
      return;
    }
    int states = ConnectionStates.count(entry.protocol);
    if (entry.state >= states) {
      ignore(entry, states == 0 ? "its protocol is not balanced" : "its state is none");
    } else if ((entry.flags & SyncFlags.ONE_PACKET) != 0 && version == 0 && find(entry) < 0) {
      ignore(entry, "a connection of one packet ends with it");
    } else {
      take(entry);
    }
  }

  private void take(SyncEntry entry) {
    int row = find(entry);
    if (row != Connections.NONE && leadsElsewhere(entry, row)) {
      if ((entry.flags & SyncFlags.INACTIVE) != 0) {
        ignore(entry, "it is the end of a connection that another has replaced");
        return;
      }
      connections.end(row, "another director tells of one to another server");
      row = Connections.NONE;
    }
    boolean isNew = row == Connections.NONE;
    if (isNew) {
      row = connections.openSynced(entry, serverFor(entry));
    } else {
      update(entry, row);
    }
    if (row != Connections.NONE) {
      set(entry, row);
      tell(entry, connections.telling().flow(row), secondsOf(entry), isNew);
    }
  }

  private void update(SyncEntry entry, int row) {
    boolean inactive = (entry.flags & SyncFlags.INACTIVE) != 0;
    RealServer server = table.server(row);
    if (inactive != table.isInactive(row)) {
      table.setInactive(row, inactive);
      if (inactive) {
        server.becomesInactive();
      } else {
        server.becomesActive();
      }
    }
    if (!server.isKnown()) {
      RealServer found = find(table.binding(row));
      if (found != null) {
        connections.bindServer(row, found);
      }
    }
  }

  private void set(SyncEntry entry, int row) {
    table.setPackets(row, sysctls.syncThreshold());
    table.setState(row, entry.state);
    table.startHistory().setToldState(row, entry.state);
    table.restart(row, Nanos.seconds(secondsOf(entry)));
  }

  private void takeTemplate(SyncEntry entry) {
    if (entry.clientPort != 0) {
      ignore(entry, "a template of a client's port, which is not modelled");
      return;
    }
    int row =
        templates.find(
            entry.protocol, entry.clientAddress, entry.virtualAddress, entry.virtualPort, "");
    boolean isNew = row == TemplateTable.NONE;
    if (isNew) {
      row = connections.openSyncedTemplate(entry, serverFor(entry));
    } else if (!templates.server(row).isKnown()) {
      RealServer found = find(templates.binding(row));
      if (found != null) {
        connections.bindTemplateServer(row, found);
      }
    }
    if (row != TemplateTable.NONE) {
      templates.startHistory().setPackets(row, sysctls.syncThreshold());
      templates.startHistory().setToldState(row, entry.state);
      templates.setState(row, entry.state);
      templates.extend(row, (int) Math.min(Integer.MAX_VALUE, secondsOf(entry)));
      String name = "the template " + connections.telling().template(row);
      tell(entry, name, secondsOf(entry), isNew);
    }
  }

  private int find(SyncEntry entry) {
    return table.find(
        entry.protocol,
        entry.clientAddress,
        entry.clientPort,
        entry.virtualAddress,
        entry.virtualPort);
  }

  private boolean leadsElsewhere(SyncEntry entry, int row) {
    Binding binding = table.binding(row);
    return binding.serverPort != entry.serverPort
        || binding.server.address() != entry.serverAddress;
  }

  private RealServer serverFor(SyncEntry entry) {
    ForwardingMethod method = method(entry);
    RealServer found =
        find(
            entry.protocol,
            entry.virtualAddress,
            entry.virtualPort,
            entry.mark,
            entry.serverAddress,
            entry.serverPort,
            method);
    if (found != null) {
      return found;
    }
    long end = (entry.serverAddress & 0xFFFF_FFFFL) << 16 | entry.serverPort;
    return unknown.computeIfAbsent(
        end << 3 | method.ordinal(),
        key -> RealServer.unknown(entry.serverAddress, entry.serverPort, method));
  }

  private @Nullable RealServer find(Binding binding) {
    return find(
        binding.protocol,
        binding.virtualAddress,
        binding.virtualPort,
        binding.mark,
        binding.server.address(),
        binding.serverPort,
        binding.method);
  }

  /** ip_vs_find_dest: with a mark, servers are looked for without a port first. */
  private @Nullable RealServer find(
      int protocol,
      int virtualAddress,
      int virtualPort,
      int mark,
      int address,
      int port,
      ForwardingMethod method) {
    VirtualService service = services.find(mark, protocol, virtualAddress, virtualPort);
    if (service == null) {
      return null;
    }
    boolean portless = mark != 0 && method != ForwardingMethod.MASQ;
    RealServer found = service.find(address, portless ? 0 : port);
    return found != null ? found : service.find(address, portless ? port : 0);
  }

  /** 0 stands for what the state's table says, or for 3 minutes. */
  private long secondsOf(SyncEntry entry) {
    if (entry.timeoutSeconds != 0) {
      return entry.timeoutSeconds & 0xFFFF_FFFFL;
    }
    boolean hasTable =
        entry.protocol == Ipv4.PROTOCOL_TCP
            || entry.protocol == Ipv4.PROTOCOL_UDP
            || entry.protocol == Ipv4.PROTOCOL_SCTP;
    return entry.isTemplate() || !hasTable
        ? DEFAULT_SECONDS
        : timeouts.seconds(entry.protocol, entry.state);
  }

  private static ForwardingMethod method(SyncEntry entry) {
    int method = entry.flags & SyncFlags.METHOD;
    return method < METHODS.length ? METHODS[method] : ForwardingMethod.MASQ;
  }

  private void tell(SyncEntry entry, String name, long seconds, boolean isNew) {
    if (telling.on()) {
      String state =
          entry.isTemplate()
              ? (entry.state & 1) != 0 ? "ASSURED" : "NONE"
              : ConnectionStates.name(entry.protocol, entry.state);
      int shown = (int) Math.min(Integer.MAX_VALUE, seconds);
      telling.tell(new SyncDecision.Taken(name, server(entry), state, shown, isNew));
    }
  }

  private void ignore(SyncEntry entry, String why) {
    if (telling.on()) {
      String flow =
          Telling.flow(
              entry.protocol,
              entry.clientAddress,
              entry.clientPort,
              entry.virtualAddress,
              entry.virtualPort);
      telling.tell(new SyncDecision.Ignored(flow + " to " + server(entry), why));
    }
  }

  private static String server(SyncEntry entry) {
    return Ipv4Address.format(entry.serverAddress) + ":" + entry.serverPort;
  }
}
