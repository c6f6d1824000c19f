package io.lvsim.ipvs;

import io.lvsim.engine.Jiffies;
import io.lvsim.ipvs.table.IntColumn;
import io.lvsim.ipvs.table.LongColumn;

/**
 * What synchronisation needs to know of each row of a table: its packets, in which state it was
 * told to backups last, and when its timer ran out by then (in_pkts, old_state and sync_endtime of
 * struct ip_vs_conn). 16 bytes a row, kept once a synchronisation daemon has been started.
 */
final class SyncHistory {
  private final IntColumn packets = new IntColumn();
  private final IntColumn toldState = new IntColumn();
  private final LongColumn endTick = new LongColumn();

  SyncHistory(int rows) {
    growTo(rows);
  }

  /** Makes room for so many rows. */
  void growTo(int rows) {
    packets.growTo(rows);
    toldState.growTo(rows);
    endTick.growTo(rows);
  }

  /** A row begins a life. */
  void begin(int row, long nowNanos) {
    packets.set(row, 0);
    toldState.set(row, 0);
    endTick.set(row, Jiffies.at(nowNanos) & ~3L);
  }

  int countPacket(int row) {
    int count = packets.get(row) + 1;
    packets.set(row, count);
    return count;
  }

  void setPackets(int row, int count) {
    packets.set(row, count);
  }

  /** The state in which it was told last. */
  int toldState(int row) {
    return toldState.get(row);
  }

  void setToldState(int row, int state) {
    toldState.set(row, state);
  }

  /** When the timer ran out as told last, in ticks; the lowest two bits count repetitions. */
  long endTick(int row) {
    return endTick.get(row);
  }

  void setEndTick(int row, long tick) {
    endTick.set(row, tick);
  }
}
