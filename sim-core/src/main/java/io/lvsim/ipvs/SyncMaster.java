package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.host.HostException;
import io.lvsim.ipvs.sync.SyncEntry;
import io.lvsim.ipvs.sync.SyncFlags;
import io.lvsim.ipvs.sync.SyncMessage;
import io.lvsim.ipvs.sync.SyncThread;
import io.lvsim.trace.SyncDecision;
import org.jspecify.annotations.Nullable;

/** The master: tells backups of connections and templates (ip_vs_sync_conn). */
final class SyncMaster {
  private final Simulation simulation;
  private final IpvsSysctls sysctls;
  private final Connections connections;
  private final ConnectionTable table;
  private final TemplateTable templates;
  private final Telling telling;
  private final SyncEntry entry = new SyncEntry();
  private SyncNetwork.Socket[] sockets = {};
  private SyncThread[] threads = {};
  private @Nullable SyncNeed need;

  SyncMaster(Simulation simulation, IpvsSysctls sysctls, Connections connections, Telling telling) {
    this.simulation = simulation;
    this.sysctls = sysctls;
    this.connections = connections;
    this.telling = telling;
    table = connections.table();
    templates = connections.templates();
    connections.onTemplateKept(this::templateKept);
  }

  /**
   * Begins to tell.
   *
   * @param ports how many threads, each with the next port
   * @throws HostException ENETUNREACH
   */
  void start(SyncDaemon daemon, SyncNetwork network, int ports) throws HostException {
    sockets = SyncDaemons.open(daemon, ports, port -> network.openMaster(daemon, port));
    SyncThread[] started = new SyncThread[ports];
    for (int i = 0; i < ports; i++) {
      Wire wire = new Wire(sockets[i], daemon.group() + ":" + (daemon.port() + i));
      started[i] =
          new SyncThread(
              simulation, wire, daemon.syncId(), daemon.maximumLength(), sysctls::syncQueueMaximum);
    }
    threads = started;
    need = new SyncNeed(simulation, sysctls, connections);
  }

  /** Ends; what has not been sent is lost. */
  void stop() {
    for (SyncThread thread : threads) {
      thread.stop();
    }
    threads = new SyncThread[0];
    SyncDaemons.close(sockets);
    need = null;
  }

  /** A packet of a connection has passed; there were so many. */
  void packetPassed(int row, int packets) {
    SyncNeed asked = need;
    if (asked == null) {
      return;
    }
    boolean isOld = version() == SyncMessage.VERSION_0;
    if (asked.connection(row, packets)) {
      tell(row, asked.reason());
    } else if (isOld) {
      return;
    }
    packetOfTemplate(table.template(row));
  }

  /** A packet has passed that belongs to a template, by a connection with or without an entry. */
  void packetOfTemplate(int template) {
    if (need != null && template != TemplateTable.NONE) {
      consider(template, templates.startHistory().countPacket(template));
    }
  }

  /** A connection without an entry has passed its only packet; version 0 does not tell of it. */
  void onePacket(int template) {
    if (version() != SyncMessage.VERSION_0) {
      packetOfTemplate(template);
    }
  }

  private void templateKept(int template) {
    if (need != null) {
      consider(template, sysctls.syncThreshold());
    }
  }

  private void consider(int template, int packets) {
    SyncNeed asked = need;
    if (asked != null && asked.template(template, packets)) {
      tellTemplate(template, asked.reason());
    }
  }

  private void tell(int row, String why) {
    Binding binding = table.binding(row);
    entry.clientAddress = table.client(row);
    entry.clientPort = table.clientPort(row);
    entry.state = table.state(row);
    entry.timeoutSeconds = (int) (connections.timeoutNanos(row) / 1_000_000_000L);
    entry.flags =
        (table.isInactive(row) ? SyncFlags.INACTIVE : 0)
            | (table.isWithoutOutput(row) ? SyncFlags.NO_OUTPUT : 0)
            | (table.isSynced(row) ? SyncFlags.SYNC : 0);
    add(binding, row);
    if (telling.on()) {
      EntryTelling entries = connections.telling();
      telling.tell(
          new SyncDecision.Noted(entries.flow(row), entries.server(row), entries.state(row), why));
    }
  }

  private void tellTemplate(int row, String why) {
    Binding binding = templates.binding(row);
    boolean isMasq = binding.method == ForwardingMethod.MASQ;
    entry.clientAddress = templates.client(row);
    entry.clientPort = 0;
    entry.state = templates.isAssured(row) ? 1 : 0;
    entry.timeoutSeconds = templates.timeoutSeconds(row);
    entry.flags =
        SyncFlags.TEMPLATE
            | SyncFlags.INACTIVE
            | (isMasq ? 0 : SyncFlags.NO_OUTPUT)
            | (templates.isSynced(row) ? SyncFlags.SYNC : 0);
    add(binding, row);
    if (telling.on()) {
      EntryTelling entries = connections.telling();
      String state = entry.state == 0 ? "NONE" : "ASSURED";
      telling.tell(
          new SyncDecision.Noted(
              "the template " + entries.template(row), entries.templateServer(row), state, why));
    }
  }

  private void add(Binding binding, int row) {
    entry.protocol = binding.protocol;
    entry.virtualAddress = binding.virtualAddress;
    entry.virtualPort = binding.virtualPort;
    entry.serverAddress = binding.server.address();
    entry.serverPort = binding.serverPort;
    entry.mark = binding.mark;
    entry.flags |= binding.method.ordinal();
    threads[row & threads.length - 1].add(entry, version());
  }

  private int version() {
    return sysctls.get(IpvsSetting.SYNC_VERSION);
  }

  /** Where one thread's messages go. */
  private final class Wire implements SyncThread.Sender {
    private final SyncNetwork.Socket socket;
    private final String group;

    Wire(SyncNetwork.Socket socket, String group) {
      this.socket = socket;
      this.group = group;
    }

    @Override
    public void send(SyncMessage message) {
      if (telling.on()) {
        telling.tell(new SyncDecision.Sent(group, message.entries(), message.length()));
      }
      socket.send(message.bytes(), message.length());
    }

    @Override
    public void lost(SyncMessage message) {
      if (telling.on()) {
        String why = "sync_qlen_max = " + sysctls.syncQueueMaximum() + " messages wait already";
        telling.tell(new SyncDecision.Lost(message.entries(), why));
      }
    }
  }
}
