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

/** Tables behave like a plain map whose entries expire in the order of time, then of age. */
class TimedTablePropertyTest {
  /** A key that expires; some live twice as long when their time comes first. */
  private static final class Keys extends TimedTable {
    final LongColumn key = new LongColumn();
    final IntColumn state = new IntColumn();
    final RowIndex index = new RowIndex(row -> hash(key.get(row)));
    final List<String> ended = new ArrayList<>();
    final long againNanos;
    int made;

    Keys(Simulation simulation, long againNanos) {
      super(simulation);
      this.againNanos = againNanos;
    }

    /** Few values, so that keys collide. */
    static int hash(long key) {
      return (int) key % 7 * 0x10000001;
    }

    int find(long wanted) {
      int row = index.first(hash(wanted));
      while (row >= 0 && key.get(row) != wanted) {
        row = index.next();
      }
      return row;
    }

    void add(long newKey, long atNanos) {
      int row = newRow();
      key.set(row, newKey);
      state.set(row, 1);
      index.add(row, hash(newKey));
      start(row, made++, atNanos);
    }

    void remove(int row) {
      index.remove(row, hash(key.get(row)));
      state.set(row, 0);
    }

    @Override
    public boolean isLive(int row) {
      return state.get(row) != 0;
    }

    @Override
    protected boolean expire(int row) {
      if (key.get(row) % 5 == 0 && state.get(row) == 1) {
        state.set(row, 2);
        restart(row, now() + againNanos);
        return true;
      }
      ended.add(key.get(row) + "@" + now());
      remove(row);
      return false;
    }

    @Override
    protected void growTo(int rows) {
      key.growTo(rows);
      state.growTo(rows);
    }
  }

  /** What the reference knows of a key. */
  private record Entry(long key, long atNanos, int age, boolean again) {}

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::atNanos).thenComparingInt(Entry::age);

  private final Simulation simulation = new Simulation(1);
  private final Map<Long, Entry> reference = new TreeMap<>();
  private final List<String> ended = new ArrayList<>();
  private int made;
  private int compared;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void behavesLikeAMap(long seed) {
    Random random = Random.of(seed, "timed table");
    Keys table = new Keys(simulation, Nanos.seconds(60));
    for (int step = 0; step < 20_000; step++) {
      long key = random.below(400);
      int row = table.find(key);
      assertThat(row >= 0).as("step %d key %d", step, key).isEqualTo(reference.containsKey(key));
      change(table, random, key, row);
      if (random.below(3) == 0) {
        pass(random.below(10) == 0 ? 1L + random.below(80) : 0, random.below(1_000_000_000));
        assertSameEnds(table, step);
        assertThat(table.index.size()).isEqualTo(reference.size());
      }
    }
    assertThat(ended).hasSizeGreaterThan(1000);
  }

  /** Compares what has ended since the last look. */
  private void assertSameEnds(Keys table, int step) {
    assertThat(table.ended.size()).as("step %d", step).isEqualTo(ended.size());
    for (; compared < ended.size(); compared++) {
      assertThat(table.ended.get(compared)).as("step %d", step).isEqualTo(ended.get(compared));
    }
  }

  private void change(Keys table, Random random, long key, int row) {
    long atNanos = simulation.now() + delay(random);
    Entry entry = reference.get(key);
    if (entry == null) {
      table.add(key, atNanos);
      reference.put(key, new Entry(key, atNanos, made++, false));
    } else if (random.below(10) == 0) {
      table.remove(row);
      reference.remove(key);
    } else {
      table.restart(row, atNanos);
      reference.put(key, new Entry(key, atNanos, entry.age(), entry.again()));
    }
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
      if (first == null || first.atNanos() > until) {
        return;
      }
      if (first.key() % 5 == 0 && !first.again()) {
        long later = first.atNanos() + Nanos.seconds(60);
        reference.put(first.key(), new Entry(first.key(), later, first.age(), true));
      } else {
        ended.add(first.key() + "@" + first.atNanos());
        reference.remove(first.key());
      }
    }
  }
}
