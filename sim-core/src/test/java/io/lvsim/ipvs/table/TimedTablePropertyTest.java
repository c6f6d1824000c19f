package io.lvsim.ipvs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables behave like plain maps whose entries lie in the slots of a kernel's timer wheel: two
 * tables fire in one order, in each slot the entry that was put there last comes first.
 */
class TimedTablePropertyTest {
  /** A key that expires; some live twice as long when their time comes first. */
  private static final class Keys extends TimedTable {
    final IntColumn state = new IntColumn();
    final RowIndex index = new RowIndex(row -> hash(key(row)));
    final List<String> ended;
    final long againNanos;
    int made;

    Keys(Expiries expiries, List<String> ended, long againNanos) {
      super(expiries, Long.BYTES);
      this.ended = ended;
      this.againNanos = againNanos;
    }

    private long key(int row) {
      return ownLong(row, OWN);
    }

    /** Few values, so that keys collide. */
    static int hash(long key) {
      return (int) key % 7 * 0x10000001;
    }

    int find(long wanted) {
      int row = index.first(hash(wanted));
      while (row >= 0 && key(row) != wanted) {
        row = index.next();
      }
      return row;
    }

    void add(long newKey, long delayNanos) {
      int row = newRow();
      setOwnLong(row, OWN, newKey);
      state.set(row, 1);
      index.add(row, hash(newKey));
      start(row, made++, delayNanos);
    }

    void remove(int row) {
      index.remove(row, hash(key(row)));
      state.set(row, 0);
    }

    @Override
    public boolean isLive(int row) {
      return state.get(row) != 0;
    }

    @Override
    protected boolean expire(int row) {
      if (key(row) % 5 == 0 && state.get(row) == 1) {
        state.set(row, 2);
        restart(row, againNanos);
        return true;
      }
      ended.add(key(row) + "@" + now());
      remove(row);
      return false;
    }

    @Override
    protected void growTo(int rows) {
      state.growTo(rows);
    }
  }

  /** What the reference knows of a key. */
  private record Entry(long key, long tick, int level, int enqueued, boolean again) {
    /** Keys below the half are in the first table. */
    static Entry at(long key, long nowNanos, long delayNanos, int enqueued, boolean again) {
      long delay = (delayNanos + TICK - 1) / TICK;
      int level = 0;
      while (delay >= 63L << 3 * level) {
        level++;
      }
      return new Entry(key, nowNanos / TICK + delay, level, enqueued, again);
    }

    long firesAt() {
      long width = TICK << 3 * level;
      return (tick * TICK / width + 1) * width;
    }

    boolean isInSlotOf(Entry other) {
      return level == other.level && firesAt() == other.firesAt();
    }

    Entry enqueuedAs(int number) {
      return new Entry(key, tick, level, number, again);
    }
  }

  private static final long TICK = 10_000_000;
  private static final long AGAIN = Nanos.seconds(60);
  private static final int KEYS = 400;

  /** The kernel empties the widest slots of a tick first, and each from its last entry. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::firesAt)
          .thenComparing(Entry::level, Comparator.reverseOrder())
          .thenComparing(Entry::enqueued, Comparator.reverseOrder());

  private final Simulation simulation = new Simulation(1);
  private final List<String> tablesEnded = new ArrayList<>();
  private final Map<Long, Entry> reference = new TreeMap<>();
  private final List<String> ended = new ArrayList<>();
  private int enqueued;
  private int compared;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void behaveLikeAMap(long seed) {
    Random random = Random.of(seed, "timed table");
    Expiries expiries = new Expiries(simulation);
    Keys lower = new Keys(expiries, tablesEnded, AGAIN);
    Keys upper = new Keys(expiries, tablesEnded, AGAIN);
    for (int step = 0; step < 20_000; step++) {
      long key = random.below(KEYS);
      Keys table = key < KEYS / 2 ? lower : upper;
      int row = table.find(key);
      assertThat(row >= 0).as("step %d key %d", step, key).isEqualTo(reference.containsKey(key));
      change(table, random, key, row);
      if (random.below(3) == 0) {
        pass(random.below(10) == 0 ? 1L + random.below(80) : 0, random.below(1_000_000_000));
        assertSameEnds(step);
        assertThat(lower.index.size() + upper.index.size()).isEqualTo(reference.size());
      }
    }
    assertThat(ended).hasSizeGreaterThan(1000);
  }

  /** Compares what has ended since the last look. */
  private void assertSameEnds(int step) {
    assertThat(tablesEnded.size()).as("step %d", step).isEqualTo(ended.size());
    for (; compared < ended.size(); compared++) {
      assertThat(tablesEnded.get(compared)).as("step %d", step).isEqualTo(ended.get(compared));
    }
  }

  private void change(Keys table, Random random, long key, int row) {
    long delay = delay(random);
    Entry entry = reference.get(key);
    if (entry == null) {
      table.add(key, delay);
      put(Entry.at(key, simulation.now(), delay, 0, false));
    } else if (random.below(10) == 0) {
      table.remove(row);
      reference.remove(key);
    } else {
      table.restart(row, delay);
      Entry after = Entry.at(key, simulation.now(), delay, entry.enqueued(), entry.again());
      if (after.isInSlotOf(entry)) {
        reference.put(key, after);
      } else {
        put(after);
      }
    }
  }

  private void put(Entry entry) {
    reference.put(entry.key(), entry.enqueuedAs(enqueued++));
  }

  /** Now, within a slot of the wheel, within its reach, or far beyond. */
  private static long delay(Random random) {
    return switch (random.below(8)) {
      case 0 -> 0;
      case 1 -> random.below(20_000_000);
      case 2 -> Nanos.seconds(900) + random.below(1000);
      case 3 -> Nanos.seconds(68) + random.nextLong() % 1_000_000_000L;
      case 4 -> Nanos.seconds(10);
      default -> Nanos.seconds(1 + random.below(130));
    };
  }

  private void pass(long seconds, long nanos) {
    long until = simulation.now() + Nanos.seconds(seconds) + nanos;
    simulation.runUntil(until);
    while (true) {
      Entry first = reference.values().stream().min(ORDER).orElse(null);
      if (first == null || first.firesAt() > until) {
        return;
      }
      if (first.key() % 5 == 0 && !first.again()) {
        put(Entry.at(first.key(), first.firesAt(), AGAIN, 0, true));
      } else {
        ended.add(first.key() + "@" + first.firesAt());
        reference.remove(first.key());
      }
    }
  }
}
