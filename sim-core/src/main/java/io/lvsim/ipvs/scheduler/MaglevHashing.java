package io.lvsim.ipvs.scheduler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * mh: Maglev hashing (ip_vs_mh.c; Eisenbud et al., "Maglev: a fast and reliable software network
 * load balancer", 2016). A table of 4,093 slots, which the servers take in turns, each along a
 * permutation of its own, is looked up by the client's address. The flag mh-port adds the client's
 * port, mh-fallback looks further when the slot's server takes nothing.
 *
 * <p>The table follows the last weights that were not 0: a server set to weight 0 keeps its slots.
 */
public final class MaglevHashing implements Scheduler {
  /** IP_VS_SVC_F_SCHED_MH_FALLBACK. */
  private static final int FALLBACK = 0x8;

  /** IP_VS_SVC_F_SCHED_MH_PORT. */
  private static final int PORT = 0x10;

  /** The prime below 2 to the power 12 (CONFIG_IP_VS_MH_TAB_INDEX). */
  private static final int SIZE = 4093;

  /** Bits that weights are cut down to: half of the table's 12. */
  private static final int WEIGHT_BITS = 6;

  private final Pool pool;
  private final SipHash13 hash1 = new SipHash13(2654435761L);
  private final SipHash13 hash2 = new SipHash13(2654446892L);
  private final @Nullable Candidate[] slots = new Candidate[SIZE];
  private int firstSlot;
  private int lastSlot;

  public MaglevHashing(Pool pool) {
    this.pool = pool;
    fill();
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    int port = (pool.schedulerFlags() & PORT) != 0 ? request.sourcePort() : 0;
    int key = port + request.sourceAddress();
    firstSlot = slot(hash1, key, SIZE);
    lastSlot = firstSlot;
    Candidate server = slots[firstSlot];
    if (server == null || server.isEligible()) {
      return server;
    }
    return (pool.schedulerFlags() & FALLBACK) != 0 ? another(key) : null;
  }

  @Override
  public String why() {
    String first = "the client falls into slot " + firstSlot;
    return lastSlot == firstSlot
        ? first
        : first + ", whose server takes nothing; mh-fallback found slot " + lastSlot;
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
      lastSlot = slot(hash1, key + (offset + firstSlot) % SIZE, SIZE);
      Candidate server = slots[lastSlot];
      if (server == null || server.isEligible()) {
        return server;
      }
    }
    return null;
  }

  private static int slot(SipHash13 hash, int key, int size) {
    return Integer.remainderUnsigned(hash.of(key), size);
  }

  /** ip_vs_mh_populate. */
  private void fill() {
    int[] turns = turns();
    if (Arrays.stream(turns).sum() == 0) {
      Arrays.fill(slots, null);
      return;
    }
    int[] at = new int[turns.length];
    int[] skip = new int[turns.length];
    for (int i = 0; i < turns.length; i++) {
      int key = pool.get(i).address() + pool.get(i).port();
      at[i] = slot(hash1, key, SIZE);
      skip[i] = slot(hash2, key, SIZE - 1) + 1;
    }
    Arrays.fill(slots, null);
    int taken = 0;
    for (int i = 0; taken < SIZE; i = (i + 1) % turns.length) {
      for (int turn = 0; turn < turns[i] && taken < SIZE; turn++) {
        while (slots[at[i]] != null) {
          at[i] = (at[i] + skip[i]) % SIZE;
        }
        slots[at[i]] = pool.get(i);
        taken++;
      }
    }
  }

  /** How many slots each server takes in a row: its weight, made small; 0 for none. */
  private int[] turns() {
    int divisor = 0;
    int heaviest = 0;
    for (int i = 0; i < pool.size(); i++) {
      int weight = pool.get(i).lastWeight();
      divisor = weight > 0 ? WeightedRoundRobin.greatestCommonDivisor(weight, divisor) : divisor;
      heaviest = Math.max(heaviest, weight);
    }
    int[] turns = new int[pool.size()];
    if (divisor > 0) {
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(heaviest / divisor);
      int shift = Math.max(0, bits - WEIGHT_BITS);
      for (int i = 0; i < turns.length; i++) {
        int weight = pool.get(i).lastWeight();
        turns[i] = Math.max(weight / divisor >> shift, weight == 0 ? 0 : 1);
      }
    }
    return turns;
  }
}
