package io.lvsim.ipvs.scheduler;

import io.lvsim.engine.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * What lblc and lblcr remember of each destination address: 1,024 buckets, gone through every
 * minute (ip_vs_lblc_check_expire). What the passed minutes would have removed is removed when the
 * cache is next asked.
 */
final class DestinationCache<E extends DestinationCache.Entry> {
  private static final int BITS = 10;
  private static final int SIZE = 1 << BITS;
  private static final int MOST_ENTRIES = SIZE * 16;
  private static final int CHECKS_TO_FULL = 30;
  private static final long CHECK_NANOS = Nanos.seconds(60);
  private static final long IDLE_NANOS = Nanos.seconds(360);

  /** What is remembered of one address. */
  abstract static class Entry {
    private final int address;
    private long lastUseNanos;
    private @Nullable Entry next;

    Entry(int address) {
      this.address = address;
    }
  }

  private final Pool pool;
  private final String scheduler;
  private final @Nullable Entry[] buckets = new Entry[SIZE];
  private long nextCheckNanos;
  private int checks = 1;
  private int entries;
  private int rover;

  DestinationCache(Pool pool, String scheduler) {
    this.pool = pool;
    this.scheduler = scheduler;
    nextCheckNanos = pool.now() + CHECK_NANOS;
  }

  /** The entry of an address, used now; null if there is none. */
  @SuppressWarnings("unchecked")
  @Nullable E use(int address) {
    catchUp();
    Entry entry = buckets[Hash32.of(address, BITS)];
    while (entry != null && entry.address != address) {
      entry = entry.next;
    }
    if (entry != null) {
      entry.lastUseNanos = pool.now();
    }
    return (E) entry;
  }

  /** Remembers a new entry. */
  void add(E added) {
    Entry entry = added;
    int bucket = Hash32.of(entry.address, BITS);
    entry.lastUseNanos = pool.now();
    entry.next = buckets[bucket];
    buckets[bucket] = entry;
    entries++;
  }

  private void catchUp() {
    while (nextCheckNanos <= pool.now()) {
      check(nextCheckNanos);
      nextCheckNanos += CHECK_NANOS;
    }
  }

  private void check(long atNanos) {
    if (checks % CHECKS_TO_FULL == 0) {
      long unusedNanos = Nanos.seconds(pool.cacheExpirySeconds(scheduler));
      sweep(atNanos - unusedNanos, entries);
      checks = 1;
      return;
    }
    checks++;
    if (entries > MOST_ENTRIES) {
      sweep(atNanos - IDLE_NANOS, Math.min((entries - MOST_ENTRIES) * 4 / 3, MOST_ENTRIES / 2));
    }
  }

  /** Removes entries not used since an instant, bucket by bucket, until so many are gone. */
  private void sweep(long usedBeforeNanos, int goal) {
    int left = goal;
    for (int i = 0; i < SIZE && left > 0; i++) {
      rover = rover + 1 & SIZE - 1;
      left -= sweepBucket(rover, usedBeforeNanos);
    }
  }

  private int sweepBucket(int bucket, long usedBeforeNanos) {
    int before = entries;
    Entry kept = null;
    for (Entry entry = buckets[bucket]; entry != null; entry = entry.next) {
      if (entry.lastUseNanos > usedBeforeNanos) {
        kept = entry;
        continue;
      }
      if (kept == null) {
        buckets[bucket] = entry.next;
      } else {
        kept.next = entry.next;
      }
      entries--;
    }
    return before - entries;
  }
}
