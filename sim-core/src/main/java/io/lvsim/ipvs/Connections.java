package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.ipvs.sync.SyncEntry;
import io.lvsim.ipvs.sync.SyncFlags;
import io.lvsim.ipvs.table.Expiries;
import io.lvsim.wire.Ipv4;
import java.util.function.IntConsumer;

/** The life of connections and templates, from their making to their end (ip_vs_conn.c). */
final class Connections {
  static final int NONE = ConnectionTable.NONE;

  /** The port under which a template that is no longer good is listed. */
  static final int INVALID_PORT = 0xFFFF;

  private static final int PORT_ISAKMP = 500;
  private static final String TIMER_RAN_OUT = "its timer ran out";

  private final Bindings bindings = new Bindings();
  private final ConnectionTable table;
  private final TemplateTable templates;
  private final Timeouts timeouts;
  private final Telling telling;
  private final EntryTelling entryTelling;
  private int sequence;
  private int mostEntries = Integer.MAX_VALUE;
  private long refused;
  private IntConsumer templateKept = row -> {};

  Connections(Simulation simulation, Timeouts timeouts, Telling telling) {
    this.timeouts = timeouts;
    this.telling = telling;
    Expiries expiries = new Expiries(simulation);
    this.table = new ConnectionTable(expiries, bindings, row -> end(row, TIMER_RAN_OUT));
    this.templates = new TemplateTable(expiries, bindings, this::templateTimeIsUp);
    this.entryTelling = new EntryTelling(telling, table, templates);
  }

  /** Says who wants to know of a template that has run out and stays. */
  void onTemplateKept(IntConsumer action) {
    templateKept = action;
  }

  /** Says how many connections and templates there may be; those beyond are refused. */
  void limit(int entries) {
    mostEntries = entries;
  }

  int limit() {
    return mostEntries;
  }

  /** How many connections and templates there are. */
  int entries() {
    return table.size() + templates.size();
  }

  /** How many were not made for want of room. */
  long refused() {
    return refused;
  }

  /** As where the kernel gets no memory for one (ip_vs_conn_new). */
  private boolean hasNoRoom() {
    if (entries() < mostEntries) {
      return false;
    }
    refused++;
    return true;
  }

  ConnectionTable table() {
    return table;
  }

  TemplateTable templates() {
    return templates;
  }

  EntryTelling telling() {
    return entryTelling;
  }

  /** The connection that a client's packet belongs to, or {@link #NONE}. */
  int find(Packet packet) {
    boolean isIpsec = !packet.isTcp() && !packet.isUdp() && !isSctp(packet);
    return isIpsec
        ? table.find(
            Ipv4.PROTOCOL_UDP, packet.source(), PORT_ISAKMP, packet.destination(), PORT_ISAKMP)
        : table.find(
            packet.protocol(),
            packet.source(),
            packet.sourcePort(),
            packet.destination(),
            packet.destinationPort());
  }

  /** The connection that a packet is a reply in, or {@link #NONE} (ip_vs_conn_out_get). */
  int findReply(Packet packet) {
    return table.find(
        packet.protocol(),
        packet.destination(),
        packet.destinationPort(),
        packet.source(),
        packet.sourcePort());
  }

  /**
   * Makes a connection (ip_vs_conn_new). An old one of the same ends, which is about to expire,
   * gives way.
   *
   * @param serverPort as listed
   * @param template its template's row, or {@link #NONE}
   * @return its row, or {@link #NONE} if the table is full
   */
  int open(Packet packet, RealServer server, int serverPort, int template) {
    if (hasNoRoom()) {
      return NONE;
    }
    boolean overloaded = server.isOverloaded();
    server.bindConnection();
    telling.overload(server, overloaded);
    int old = find(packet);
    if (old != NONE) {
      end(old, "a new connection of the same ends took its place");
    }
    Binding binding =
        bindings.take(
            packet.protocol(),
            packet.destination(),
            packet.destinationPort(),
            serverPort,
            packet.mark(),
            server);
    int row =
        table.add(
            packet.source(),
            packet.sourcePort(),
            binding,
            template,
            sequence++,
            Timeouts.INITIAL_NANOS);
    if (row == NONE) {
      bindings.release(binding);
      server.unbindConnection(true);
      return NONE;
    }
    if (template != NONE) {
      templates.control(template, 1);
    }
    entryTelling.made(row);
    return row;
  }

  /**
   * Makes a connection as another director has told of it.
   *
   * @param server {@link RealServer#unknown} if no service has it
   * @return its row, or {@link #NONE} if the table is full
   */
  int openSynced(SyncEntry entry, RealServer server) {
    if (hasNoRoom()) {
      return NONE;
    }
    Binding binding = bind(entry, server);
    int row =
        table.add(
            entry.clientAddress,
            entry.clientPort,
            binding,
            NONE,
            sequence++,
            Timeouts.INITIAL_NANOS);
    if (row == NONE) {
      bindings.release(binding);
      return NONE;
    }
    table.markSynced(row);
    table.setInactive(row, (entry.flags & SyncFlags.INACTIVE) != 0);
    count(row, server);
    return row;
  }

  /** Gives a connection the server that it was without (ip_vs_try_bind_dest). */
  void bindServer(int row, RealServer server) {
    Binding old = table.binding(row);
    table.rebind(
        row,
        bindings.take(
            old.protocol, old.virtualAddress, old.virtualPort, old.serverPort, old.mark, server));
    count(row, server);
  }

  /** Makes a template as another director has told of it; {@link #NONE} if the table is full. */
  int openSyncedTemplate(SyncEntry entry, RealServer server) {
    if (hasNoRoom()) {
      return NONE;
    }
    Binding binding = bind(entry, server);
    int row = templates.add(entry.clientAddress, binding, 0, sequence++, "");
    if (row == NONE) {
      bindings.release(binding);
      return NONE;
    }
    templates.markSynced(row);
    countTemplate(server);
    return row;
  }

  /** Gives a template the server that it was without. */
  void bindTemplateServer(int row, RealServer server) {
    Binding old = templates.binding(row);
    templates.rekey(
        row,
        bindings.take(
            old.protocol, old.virtualAddress, old.virtualPort, old.serverPort, old.mark, server));
    countTemplate(server);
  }

  private Binding bind(SyncEntry entry, RealServer server) {
    return bindings.take(
        entry.protocol,
        entry.virtualAddress,
        entry.virtualPort,
        entry.serverPort,
        entry.mark,
        server);
  }

  /** A connection counts at its server as active or not, as the one who told of it said. */
  private void count(int row, RealServer server) {
    boolean overloaded = server.isOverloaded();
    server.bindConnection();
    if (!table.isInactive(row)) {
      server.becomesActive();
    }
    telling.overload(server, overloaded);
  }

  private void countTemplate(RealServer server) {
    boolean overloaded = server.isOverloaded();
    server.bindTemplate();
    telling.overload(server, overloaded);
  }

  /** How long a connection lives in its state without a packet. */
  long timeoutNanos(int row) {
    return timeouts.nanos(table.binding(row).protocol, table.state(row));
  }

  /** Lets a connection's timer fire in the next tick (ip_vs_conn_expire_now). */
  void expireNow(int row) {
    table.restart(row, 0);
  }

  /** Takes a connection out at once. */
  void end(int row, String why) {
    entryTelling.ended(row, why);
    int template = table.template(row);
    boolean dropped = table.isDropped(row);
    RealServer server = table.server(row);
    boolean overloaded = server.isOverloaded();
    server.unbindConnection(table.isInactive(row));
    telling.overload(server, overloaded);
    table.remove(row);
    if (template != NONE) {
      letGo(template, dropped);
    }
  }

  /**
   * Makes a template.
   *
   * @param protocol 0 for a mark's, whose virtual address is the mark
   * @param engineData what a persistence engine knows it by, empty without one
   * @return its row, or {@link #NONE} if the table is full
   */
  int openTemplate(
      int protocol,
      int network,
      int virtualAddress,
      int virtualPort,
      int serverPort,
      int mark,
      RealServer server,
      int timeoutSeconds,
      String engineData) {
    if (hasNoRoom()) {
      return NONE;
    }
    Binding binding =
        bindings.take(protocol, virtualAddress, virtualPort, serverPort, mark, server);
    int row = templates.add(network, binding, timeoutSeconds, sequence++, engineData);
    if (row == NONE) {
      bindings.release(binding);
      return NONE;
    }
    countTemplate(server);
    entryTelling.templateMade(row);
    return row;
  }

  /** Sets a template aside: it is listed under port 65535 until it runs out, and never found. */
  void invalidate(int row) {
    entryTelling.templateInvalidated(row);
    Binding old = templates.binding(row);
    templates.rekey(
        row,
        bindings.take(
            old.protocol, old.virtualAddress, INVALID_PORT, INVALID_PORT, old.mark, old.server));
  }

  /** Takes a template out at once. */
  void endTemplate(int row, String why) {
    entryTelling.templateEnded(row, why);
    RealServer server = templates.server(row);
    boolean overloaded = server.isOverloaded();
    server.unbindTemplate();
    telling.overload(server, overloaded);
    templates.remove(row);
  }

  /**
   * Takes out all entries whose server was removed, and templates that then control nothing
   * (ip_vs_expire_nodest_conn_flush).
   */
  void endAllWithoutServer() {
    String why = "its server was removed and expire_nodest_conn = 1";
    for (int row = 0; row < table.rowsUsed(); row++) {
      if (table.isLive(row) && table.server(row).isRemoved()) {
        int template = table.template(row);
        end(row, why);
        if (template != NONE && templates.controlled(template) == 0) {
          endTemplate(template, why);
        }
      }
    }
    for (int row = 0; row < templates.rowsUsed(); row++) {
      boolean idle = templates.isLive(row) && templates.controlled(row) == 0;
      if (idle && templates.server(row).isRemoved()) {
        endTemplate(row, why);
      }
    }
  }

  /** One of a template's connections is gone. */
  private void letGo(int template, boolean dropped) {
    templates.control(template, -1);
    if (dropped && templates.controlled(template) == 0 && !templates.isAssured(template)) {
      endTemplate(template, "drop_entry took its last connection");
    }
  }

  /** A template that still controls connections gets 60 s more (ip_vs_conn_expire). */
  private boolean templateTimeIsUp(int row) {
    if (templates.controlled(row) == 0) {
      endTemplate(row, TIMER_RAN_OUT);
      return false;
    }
    entryTelling.templateKept(row);
    templates.extend(row, Timeouts.STILL_NEEDED_SECONDS);
    templateKept.accept(row);
    return true;
  }

  private static boolean isSctp(Packet packet) {
    return packet.protocol() == Ipv4.PROTOCOL_SCTP;
  }
}
