package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Timer;
import io.lvsim.host.NeighborEntry.State;
import java.util.Comparator;
import java.util.List;

/**
 * Garbage collection of the neighbour table: now and then what was not used for long
 * (neigh_periodic_work), and what can be spared when the table is full (neigh_forced_gc).
 */
final class NeighborCollection {
  private static final long YOUNG_NANOS = 5 * Nanos.PER_SECOND;

  private final Host host;
  private final NeighborTable table;
  private final Timer timer;
  private long forcedAtNanos = -YOUNG_NANOS - 1;

  /** net.ipv4.neigh.default.gc_thresh1: with fewer entries nothing is collected. */
  int threshold1 = 128;

  /** net.ipv4.neigh.default.gc_thresh2: from here on room is made, every five seconds at most. */
  int threshold2 = 512;

  /** net.ipv4.neigh.default.gc_thresh3: never more than so many that are not permanent. */
  int threshold3 = 1024;

  /** net.ipv4.neigh.default.gc_interval, in seconds; the kernel does not look at it any more. */
  int intervalSeconds = 30;

  NeighborCollection(Host host, NeighborTable table) {
    this.host = host;
    this.table = table;
    timer = new Timer(host.simulation(), this::collectOld);
  }

  /**
   * Makes room for one more entry, if need be (neigh_alloc).
   *
   * @param collectable how many entries are not permanent
   * @return false if there is none: "neighbor table overflow"
   */
  boolean makesRoom(int collectable) {
    boolean full = collectable >= threshold3;
    if (full || collectable >= threshold2 && now() > forcedAtNanos + YOUNG_NANOS) {
      boolean freed = collectForced(collectable + 1 - threshold2);
      return freed || !full;
    }
    return true;
  }

  /** An entry was made: from now on old ones are looked for, if there are enough. */
  void entryMade() {
    if (!timer.running() && table.size() >= threshold1) {
      long period = periodNanos();
      timer.start(period - now() % period);
    }
  }

  /** The thresholds have changed. */
  void thresholdsChanged() {
    if (table.size() > 0) {
      entryMade();
    }
  }

  private void collectOld() {
    if (!host.isOn() || table.size() < threshold1 || table.size() == 0) {
      return;
    }
    table.removeIf(this::isOld);
    entryMade();
  }

  private boolean isOld(Neighbor neighbor) {
    if (!neighbor.isCollectable()) {
      return false;
    }
    neighbor.usedWhenConfirmed();
    long staleNanos = neighbor.on.neighborSettings().nanos(NeighborSetting.GC_STALE_TIME);
    return neighbor.state() == State.FAILED || now() - neighbor.usedAtNanos() >= staleNanos;
  }

  /** Takes the oldest that can be spared, as many as are asked for. */
  private boolean collectForced(int most) {
    List<Neighbor> oldestFirst = table.all();
    oldestFirst.sort(Comparator.comparingLong(neighbor -> neighbor.order));
    int removed = 0;
    for (Neighbor neighbor : oldestFirst) {
      if (removed >= most) {
        break;
      }
      if (isExpendable(neighbor)) {
        table.removeIf(each -> each == neighbor);
        removed++;
      }
    }
    forcedAtNanos = now();
    return removed > 0;
  }

  private boolean isExpendable(Neighbor neighbor) {
    return neighbor.isCollectable()
        && (neighbor.state() == State.FAILED
            || neighbor.state() == State.NOARP
            || now() - neighbor.updatedAtNanos() > YOUNG_NANOS);
  }

  private long periodNanos() {
    long base = host.settings().neighborDefault().nanos(NeighborSetting.BASE_REACHABLE_TIME);
    return Math.max(Nanos.PER_SECOND, base / 2);
  }

  private long now() {
    return host.simulation().now();
  }
}
