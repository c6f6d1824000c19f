package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * sh: a table of 256 buckets, filled with the servers in turn, each taking as many buckets as its
 * weight, and looked up by the client's address (ip_vs_sh.c). The flag sh-port adds the client's
 * port, sh-fallback looks further when the bucket's server takes nothing.
 */
public final class SourceHashing implements Scheduler {
  /** IP_VS_SVC_F_SCHED_SH_FALLBACK. */
  private static final int FALLBACK = 0x8;

  /** IP_VS_SVC_F_SCHED_SH_PORT. */
  private static final int PORT = 0x10;

  private static final int BITS = 8;
  private static final int SIZE = 1 << BITS;

  private final Pool pool;
  private final @Nullable Candidate[] buckets = new Candidate[SIZE];
  private int firstBucket;
  private int lastBucket;

  public SourceHashing(Pool pool) {
    this.pool = pool;
    fill();
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    int port = (pool.schedulerFlags() & PORT) != 0 ? request.sourcePort() : 0;
    int key = port + request.sourceAddress();
    firstBucket = bucket(key, 0);
    lastBucket = firstBucket;
    Candidate server = buckets[firstBucket];
    if (server == null || server.isEligible()) {
      return server;
    }
    return (pool.schedulerFlags() & FALLBACK) != 0 ? another(key) : null;
  }

  @Override
  public String why() {
    String first = "the client falls into bucket " + firstBucket;
    return lastBucket == firstBucket
        ? first
        : first + ", whose server takes nothing; sh-fallback found bucket " + lastBucket;
  }

  @Override
  public void added(Candidate server) {
    fill();
  }

  @Override
  public void removed(Candidate server, @Nullable Candidate before) {
    fill();
  }

  @Override
  public void edited(Candidate server) {
    fill();
  }

  private @Nullable Candidate another(int key) {
    for (int offset = 0; offset < SIZE; offset++) {
      lastBucket = bucket(key, (offset + firstBucket) % SIZE);
      Candidate server = buckets[lastBucket];
      if (server == null || server.isEligible()) {
        return server;
      }
    }
    return null;
  }

  private static int bucket(int key, int offset) {
    return offset + Hash32.of(key, BITS) & SIZE - 1;
  }

  /** Round the list until all buckets are taken; a server of weight 0 still gets one a round. */
  private void fill() {
    int position = 0;
    int taken = 0;
    for (int i = 0; i < SIZE; i++) {
      if (pool.size() == 0) {
        buckets[i] = null;
        continue;
      }
      Candidate server = pool.get(position);
      buckets[i] = server;
      taken++;
      if (taken >= server.weight()) {
        position = (position + 1) % pool.size();
        taken = 0;
      }
    }
  }
}
