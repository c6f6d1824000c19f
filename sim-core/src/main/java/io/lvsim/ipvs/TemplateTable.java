package io.lvsim.ipvs;

import io.lvsim.engine.Nanos;
import io.lvsim.ipvs.table.Expiries;
import io.lvsim.ipvs.table.IntColumn;
import io.lvsim.ipvs.table.RowIndex;
import io.lvsim.ipvs.table.TimedTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connection templates: which real server a client, or a network of clients, sticks to. In the
 * kernel they lie in the table of the connections, with the flag TEMPLATE; packets never match
 * them.
 */
final class TemplateTable extends TimedTable {
  static final int NONE = -1;

  /** What to do when a template's time is up. */
  interface End {
    /** Answers true if the template stays, with a new expiry. */
    boolean timeIsUp(int row);
  }

  private static final int DEAD = -1;
  // The timeout's column holds seconds and flags.
  private static final int ASSURED = 0x8000_0000;
  private static final int STRANGE = 0x4000_0000;
  private static final int SYNCED = 0x2000_0000;
  private static final int FLAGS = ASSURED | STRANGE | SYNCED;

  private final Bindings bindings;
  private final End end;
  private final RowIndex index = new RowIndex(this::hashOf);
  private final IntColumn client = new IntColumn();
  private final IntColumn binding = new IntColumn();
  private final IntColumn controlled = new IntColumn();

  /** What a persistence engine knows each by, empty without one; as long as it has to be. */
  private String[] engineData = {};

  /** Seconds, and flags. */
  private final IntColumn timeout = new IntColumn();

  private @Nullable SyncHistory history;

  TemplateTable(Expiries expiries, Bindings bindings, End end) {
    super(expiries, 0);
    this.bindings = bindings;
    this.end = end;
  }

  int size() {
    return index.size();
  }

  /**
   * The template of a client's network for a virtual end, or {@link #NONE}.
   *
   * @param data what a persistence engine knows it by, empty without one
   */
  int find(int protocol, int network, int virtualAddress, int virtualPort, String data) {
    int row = index.first(hash(protocol, network, virtualAddress, virtualPort));
    while (row != NONE) {
      if (client.get(row) == network
          && binding(row).isFor(protocol, virtualAddress, virtualPort)
          && engineData(row).equals(data)) {
        return row;
      }
      row = index.next();
    }
    return NONE;
  }

  /** Adds a template that controls nothing yet; {@link #NONE} if the table is full. */
  int add(int network, Binding bound, int timeoutSeconds, int sequence, String data) {
    int row = newRow();
    if (row == NONE) {
      return NONE;
    }
    client.set(row, network);
    binding.set(row, bound.number);
    controlled.set(row, 0);
    timeout.set(row, timeoutSeconds);
    keepEngineData(row, data);
    if (history != null) {
      history.begin(row, now());
    }
    index.add(row, hashOf(row));
    start(row, sequence, Nanos.seconds(timeoutSeconds));
    return row;
  }

  /** Takes a template out. */
  void remove(int row) {
    index.remove(row, hashOf(row));
    bindings.release(binding(row));
    binding.set(row, DEAD);
  }

  /** Gives a template another virtual end, under which it is listed but never found. */
  void rekey(int row, Binding bound) {
    index.remove(row, hashOf(row));
    bindings.release(binding(row));
    binding.set(row, bound.number);
    index.add(row, hashOf(row));
  }

  @Override
  public boolean isLive(int row) {
    return binding.get(row) != DEAD;
  }

  int client(int row) {
    return client.get(row);
  }

  Binding binding(int row) {
    return bindings.get(binding.get(row));
  }

  RealServer server(int row) {
    return binding(row).server;
  }

  /** What a persistence engine knows it by (pe_data), empty without one. */
  String engineData(int row) {
    return row < engineData.length ? engineData[row] : "";
  }

  private void keepEngineData(int row, String data) {
    if (row >= engineData.length && !data.isEmpty()) {
      int before = engineData.length;
      engineData = Arrays.copyOf(engineData, Math.max(row + 1, before * 2));
      Arrays.fill(engineData, before, engineData.length, "");
    }
    if (row < engineData.length) {
      engineData[row] = data;
    }
  }

  int timeoutSeconds(int row) {
    return timeout.get(row) & ~FLAGS;
  }

  /** Starts the timer again with the timeout that it has. */
  void renew(int row) {
    restart(row, Nanos.seconds(timeoutSeconds(row)));
  }

  /** Starts the timer again with another timeout, which stays. */
  void extend(int row, int seconds) {
    timeout.set(row, timeout.get(row) & FLAGS | Math.min(seconds, ~FLAGS));
    renew(row);
  }

  /** Whether one of its connections has been established (IP_VS_CTPL_S_ASSURED). */
  boolean isAssured(int row) {
    return timeout.get(row) < 0;
  }

  void assure(int row) {
    timeout.set(row, timeout.get(row) | ASSURED);
  }

  /** Whether its state is a number that is none, which only a message can say. */
  boolean isStrange(int row) {
    return (timeout.get(row) & STRANGE) != 0;
  }

  /** Sets the state as a message says it. */
  void setState(int row, int state) {
    int flags = ((state & 1) != 0 ? ASSURED : 0) | (state > 1 ? STRANGE : 0);
    timeout.set(row, timeout.get(row) & ~(ASSURED | STRANGE) | flags);
  }

  /** Whether another director has told of it (IP_VS_CONN_F_SYNC). */
  boolean isSynced(int row) {
    return (timeout.get(row) & SYNCED) != 0;
  }

  void markSynced(int row) {
    timeout.set(row, timeout.get(row) | SYNCED);
  }

  /** Begins to keep what synchronisation needs to know of each row. */
  SyncHistory startHistory() {
    if (history == null) {
      history = new SyncHistory(rowsUsed());
    }
    return history;
  }

  /** How many connections it controls (n_control). */
  int controlled(int row) {
    return controlled.get(row);
  }

  void control(int row, int more) {
    controlled.set(row, controlled.get(row) + more);
  }

  @Override
  protected boolean expire(int row) {
    return end.timeIsUp(row);
  }

  @Override
  protected void growTo(int rows) {
    client.growTo(rows);
    binding.growTo(rows);
    controlled.growTo(rows);
    timeout.growTo(rows);
    if (history != null) {
      history.growTo(rows);
    }
  }

  private int hashOf(int row) {
    Binding bound = binding(row);
    return hash(bound.protocol, client.get(row), bound.virtualAddress, bound.virtualPort);
  }

  private static int hash(int protocol, int network, int virtualAddress, int virtualPort) {
    long ends = (long) network << 32 | virtualAddress & 0xFFFF_FFFFL;
    long mixed = ends * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 32;
    mixed += (long) virtualPort << 8 | protocol;
    mixed *= 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 32) ^ (int) mixed >>> 7;
  }
}
