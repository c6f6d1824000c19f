package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * dh: a table of 256 buckets, filled with the servers in turn whatever their weights, and looked up
 * by the packet's destination address; no other server stands in (ip_vs_dh.c).
 */
public final class DestinationHashing implements Scheduler {
  private static final int BITS = 8;

  private final Pool pool;
  private final @Nullable Candidate[] buckets = new Candidate[1 << BITS];
  private int lastBucket;

  public DestinationHashing(Pool pool) {
    this.pool = pool;
    fill();
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    lastBucket = Hash32.of(request.destinationAddress(), BITS);
    Candidate server = buckets[lastBucket];
    return server != null && server.isAvailable() && server.isEligible() ? server : null;
  }

  @Override
  public String why() {
    return "the destination address falls into bucket " + lastBucket;
  }

  @Override
  public void added(Candidate server) {
    fill();
  }

  @Override
  public void removed(Candidate server, @Nullable Candidate before) {
    fill();
  }

  private void fill() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = pool.size() == 0 ? null : pool.get(i % pool.size());
    }
  }
}
