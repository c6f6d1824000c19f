package io.lvsim.ipvs.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * wrr: the list is walked again and again with a current weight that falls, from the greatest
 * weight by the greatest common divisor; a server is picked when its weight is not below it
 * (ip_vs_wrr.c).
 */
public final class WeightedRoundRobin implements Scheduler {
  /** Position of the list's head, in front of the first server. */
  private static final int HEAD = -1;

  private final Pool pool;
  private int position = HEAD;
  private int currentWeight;
  private int greatestWeight;
  private int divisor;
  private int pickedWeight;

  public WeightedRoundRobin(Pool pool) {
    this.pool = pool;
    measure();
    currentWeight = greatestWeight;
  }

  @Override
  public @Nullable Candidate schedule(Request request) {
    if (greatestWeight == 0) {
      return null;
    }
    int last = position;
    int stop = pool.size();
    boolean lastPass = false;
    boolean restarted = false;
    int at = position;
    while (true) {
      int found = firstHeavyEnough(at, stop);
      if (found >= 0) {
        return pick(found);
      }
      if (stop < pool.size()) {
        return null;
      }
      currentWeight -= divisor;
      if (currentWeight <= 0) {
        currentWeight = greatestWeight;
        if (lastPass || last == HEAD) {
          return null;
        }
        restarted = true;
      }
      lastPass = currentWeight <= divisor;
      if (lastPass && restarted && last != HEAD) {
        stop = last;
      }
      at = HEAD;
    }
  }

  @Override
  public String why() {
    return greatestWeight == 0
        ? "all weights are 0"
        : "weight " + pickedWeight + " >= current weight " + currentWeight;
  }

  @Override
  public void added(Candidate server) {
    changed();
  }

  @Override
  public void removed(Candidate server, @Nullable Candidate before) {
    changed();
  }

  @Override
  public void edited(Candidate server) {
    changed();
  }

  /** The first server after a position, up to and including another, that may be picked now. */
  private int firstHeavyEnough(int after, int upTo) {
    for (int i = after + 1; i < pool.size() && i <= upTo; i++) {
      Candidate server = pool.get(i);
      if (!server.isOverloaded() && server.weight() >= currentWeight) {
        return i;
      }
    }
    return -1;
  }

  private Candidate pick(int found) {
    position = found;
    Candidate server = pool.get(found);
    pickedWeight = server.weight();
    return server;
  }

  /** Back to the head of the list; the current weight stays, as far as the new weights let it. */
  private void changed() {
    position = HEAD;
    measure();
    if (currentWeight > greatestWeight || currentWeight == 0) {
      currentWeight = greatestWeight;
    } else if (divisor > 1) {
      currentWeight = currentWeight / divisor * divisor + 1;
    }
  }

  /** Takes the divisor and the greatest weight, as far as it can matter, from the servers. */
  private void measure() {
    divisor = 0;
    int greatest = 0;
    for (int i = 0; i < pool.size(); i++) {
      int weight = pool.get(i).weight();
      greatest = Math.max(greatest, weight);
      divisor = weight > 0 ? greatestCommonDivisor(weight, divisor) : divisor;
    }
    divisor = Math.max(divisor, 1);
    greatestWeight = greatest - (divisor - 1);
  }

  static int greatestCommonDivisor(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
