package io.lvsim.ipvs;

import io.lvsim.ipvs.table.Expiries;
import io.lvsim.ipvs.table.IntColumn;
import io.lvsim.ipvs.table.RowIndex;
import io.lvsim.ipvs.table.TimedTable;
import org.jspecify.annotations.Nullable;

/**
 * The connections (ip_vs_conn_tab), without an object each: 28 bytes a row, 4 more once there are
 * templates, and 5.7 to 8 in the index. A packet of a connection touches one place of each.
 */
final class ConnectionTable extends TimedTable {
  static final int NONE = -1;

  /** What to do when a connection's time is up. */
  interface End {
    void ended(int row);
  }

  private static final int DEAD = -1;

  /** Client address 32 bits, client port 16, state and flags 16. */
  private static final int KEY = OWN;

  /** The number of its binding. */
  private static final int BINDING = KEY + Long.BYTES;

  private static final int OWN_BYTES = Long.BYTES + Integer.BYTES;

  // A key's low 16 bits: state 0-3, packets 4-7, flags above.
  private static final int STATE_MASK = 0xF;
  private static final int PACKETS_SHIFT = 4;
  private static final long PACKETS_MASK = 0xF;
  private static final long INACTIVE = 0x100;
  private static final long NO_OUTPUT = 0x200;
  private static final long DROPPED = 0x400;
  private static final long SYNCED = 0x800;

  private final Bindings bindings;
  private final End end;
  private final RowIndex index = new RowIndex(this::hashOf);

  private final IntColumn template = new IntColumn();
  private boolean hasTemplates;
  private @Nullable SyncHistory history;
  private int rows;

  ConnectionTable(Expiries expiries, Bindings bindings, End end) {
    super(expiries, OWN_BYTES);
    this.bindings = bindings;
    this.end = end;
  }

  /** How many connections there are. */
  int size() {
    return index.size();
  }

  /** The connection of a client's end and a virtual end, or {@link #NONE}. */
  int find(int protocol, int client, int clientPort, int virtualAddress, int virtualPort) {
    int row = index.first(hash(protocol, client, clientPort, virtualAddress, virtualPort));
    while (row != NONE) {
      boolean sameClient = key(row) >>> 16 == key(client, clientPort) >>> 16;
      if (sameClient && binding(row).isFor(protocol, virtualAddress, virtualPort)) {
        return row;
      }
      row = index.next();
    }
    return NONE;
  }

  /**
   * Adds a connection in state 0, inactive, without packets.
   *
   * @param fromTemplate the row of its template, or {@link #NONE}
   * @return its row, or {@link #NONE} if the table is full
   */
  int add(
      int client, int clientPort, Binding bound, int fromTemplate, int sequence, long delayNanos) {
    int row = newRow();
    if (row == NONE) {
      return NONE;
    }
    long noOutput = bound.method == ForwardingMethod.MASQ ? 0 : NO_OUTPUT;
    setKey(row, key(client, clientPort) | INACTIVE | noOutput);
    setOwnInt(row, BINDING, bound.number);
    if (fromTemplate != NONE && !hasTemplates) {
      startTemplates();
    }
    if (hasTemplates) {
      template.set(row, fromTemplate);
    }
    if (history != null) {
      history.begin(row, now());
    }
    index.add(row, hashOf(row));
    start(row, sequence, delayNanos);
    return row;
  }

  /** Takes a connection out; its row must not be used again by the caller. */
  void remove(int row) {
    index.remove(row, hashOf(row));
    bindings.release(binding(row));
    setOwnInt(row, BINDING, DEAD);
  }

  @Override
  public boolean isLive(int row) {
    return bindingNumber(row) != DEAD;
  }

  int client(int row) {
    return (int) (key(row) >>> 32);
  }

  int clientPort(int row) {
    return (int) (key(row) >>> 16) & 0xFFFF;
  }

  Binding binding(int row) {
    return bindings.get(bindingNumber(row));
  }

  RealServer server(int row) {
    return binding(row).server;
  }

  /** The row of its template in the template table, or {@link #NONE}. */
  int template(int row) {
    return hasTemplates ? template.get(row) : NONE;
  }

  int state(int row) {
    return (int) key(row) & STATE_MASK;
  }

  void setState(int row, int state) {
    setKey(row, key(row) & ~(long) STATE_MASK | state);
  }

  /** Packets from the client, counted up to 15. */
  int packets(int row) {
    return (int) (key(row) >> PACKETS_SHIFT & PACKETS_MASK);
  }

  /** Counts a packet; the answer is how many there were, up to 15 without a history. */
  int countPacket(int row) {
    long key = key(row);
    int packets = (int) (key >> PACKETS_SHIFT & PACKETS_MASK);
    if (packets < PACKETS_MASK) {
      packets++;
      setKey(row, key + (1L << PACKETS_SHIFT));
    }
    return history == null ? packets : history.countPacket(row);
  }

  /** Says how many packets there were (in_pkts), as if they had been counted. */
  void setPackets(int row, int packets) {
    long shown = Math.min(packets, PACKETS_MASK);
    setKey(row, key(row) & ~(PACKETS_MASK << PACKETS_SHIFT) | shown << PACKETS_SHIFT);
    if (history != null) {
      history.setPackets(row, packets);
    }
  }

  /** Begins to keep what synchronisation needs to know of each row. */
  SyncHistory startHistory() {
    if (history == null) {
      history = new SyncHistory(rows);
      for (int row = 0; row < rows; row++) {
        history.setPackets(row, packets(row));
      }
    }
    return history;
  }

  /** Whether another director has told of it (IP_VS_CONN_F_SYNC). */
  boolean isSynced(int row) {
    return has(row, SYNCED);
  }

  void markSynced(int row) {
    set(row, SYNCED, true);
  }

  /** Gives a connection another server; its ends are the same. */
  void rebind(int row, Binding bound) {
    bindings.release(binding(row));
    setOwnInt(row, BINDING, bound.number);
    set(row, NO_OUTPUT, bound.method != ForwardingMethod.MASQ);
  }

  /** Whether it counts as inactive at its server. */
  boolean isInactive(int row) {
    return has(row, INACTIVE);
  }

  void setInactive(int row, boolean on) {
    set(row, INACTIVE, on);
  }

  /** Whether no reply has been seen to pass the director, the normal case in direct routing. */
  boolean isWithoutOutput(int row) {
    return has(row, NO_OUTPUT);
  }

  void clearWithoutOutput(int row) {
    set(row, NO_OUTPUT, false);
  }

  /** Whether drop_entry has chosen it (timeout 0). */
  boolean isDropped(int row) {
    return has(row, DROPPED);
  }

  void markDropped(int row) {
    set(row, DROPPED, true);
  }

  /** Bytes of all rows and the index. */
  long bytes() {
    return rowBytes() + template.bytes() + index.bytes();
  }

  @Override
  protected boolean expire(int row) {
    end.ended(row);
    return false;
  }

  @Override
  protected void growTo(int wanted) {
    rows = wanted;
    if (hasTemplates) {
      template.growTo(wanted);
    }
    if (history != null) {
      history.growTo(wanted);
    }
  }

  private void startTemplates() {
    hasTemplates = true;
    template.growTo(rows);
    for (int row = 0; row < rows; row++) {
      template.set(row, NONE);
    }
  }

  private boolean has(int row, long flag) {
    return (key(row) & flag) != 0;
  }

  private void set(int row, long flag, boolean on) {
    long key = key(row);
    setKey(row, on ? key | flag : key & ~flag);
  }

  private long key(int row) {
    return ownLong(row, KEY);
  }

  private void setKey(int row, long key) {
    setOwnLong(row, KEY, key);
  }

  private int bindingNumber(int row) {
    return ownInt(row, BINDING);
  }

  private static long key(int client, int clientPort) {
    return (long) client << 32 | (long) clientPort << 16;
  }

  private int hashOf(int row) {
    Binding bound = binding(row);
    return hash(
        bound.protocol, client(row), clientPort(row), bound.virtualAddress, bound.virtualPort);
  }

  private static int hash(
      int protocol, int client, int clientPort, int virtualAddress, int virtualPort) {
    long ends = (long) client << 32 | (long) clientPort << 16 | virtualPort;
    long mixed = ends * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 32;
    mixed += virtualAddress * 0x85EBCA77L + protocol;
    mixed *= 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 32) ^ (int) mixed >>> 7;
  }
}
