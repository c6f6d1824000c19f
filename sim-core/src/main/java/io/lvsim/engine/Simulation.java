package io.lvsim.engine;

import org.jspecify.annotations.Nullable;

/**
 * The clock and the run loop: one simulation, one thread at a time. Time is nanoseconds since the
 * simulation began; it moves only from event to event, so the same seed and the same calls give the
 * same run on any machine.
 */
public final class Simulation {
  private final EventQueue queue = new EventQueue();
  private final long seed;
  private long nowNanos;
  private long fired;

  /**
   * @param seed what every random choice of the run follows from
   */
  public Simulation(long seed) {
    this.seed = seed;
  }

  /** The present instant, in nanoseconds since the simulation began. */
  public long now() {
    return nowNanos;
  }

  /** The seed that this simulation was made with. */
  public long seed() {
    return seed;
  }

  /** How many events have happened. */
  public long eventsFired() {
    return fired;
  }

  /** How many events are pending. */
  public int eventsPending() {
    return queue.size();
  }

  /**
   * When the next event is due: how long who paces a run may sleep; MAX_VALUE if none is pending.
   */
  public long nextEventNanos() {
    return queue.firstTime();
  }

  /**
   * A stream of random numbers of its own for one purpose, so that a draw in one place never
   * changes the numbers seen in another.
   *
   * @param purpose a name, the same in every run, such as {@code "rs1 tcp sequence numbers"}
   */
  public Random random(String purpose) {
    return Random.of(seed, purpose);
  }

  /**
   * Lets an event happen after a delay, after all events already due at the same instant.
   *
   * @param delayNanos at least 0
   * @return an id for {@link #cancel}
   */
  public int schedule(long delayNanos, Event event, @Nullable Object payload, long number) {
    return queue.add(nowNanos + delayNanos, event, payload, number);
  }

  /** Like {@link #schedule(long, Event, Object, long)} with neither payload nor number. */
  public int schedule(long delayNanos, Event event) {
    return queue.add(nowNanos + delayNanos, event, null, 0);
  }

  /** Lets an event happen at an instant that has not passed; returns an id for {@link #cancel}. */
  public int scheduleAt(long atNanos, Event event, @Nullable Object payload, long number) {
    return queue.add(atNanos, event, payload, number);
  }

  /** Takes back an event that has not happened yet. */
  public void cancel(int id) {
    queue.cancel(id);
  }

  /**
   * Lets the next event happen, if it is not later than a limit. The clock moves to the event's
   * time, and never to the limit.
   *
   * @return false if there is no such event
   */
  public boolean step(long limitNanos) {
    int id = queue.take(limitNanos);
    if (id < 0) {
      return false;
    }
    nowNanos = queue.timeOf(id);
    fired++;
    queue.fire(id);
    return true;
  }

  /** Lets everything happen up to and including an instant, and sets the clock to it. */
  public void runUntil(long untilNanos) {
    while (step(untilNanos)) {
      // each step does its own work
    }
    nowNanos = Math.max(nowNanos, untilNanos);
  }

  /** Lets everything happen in the next while; the clock moves on by exactly that. */
  public void runFor(long nanos) {
    runUntil(nowNanos + nanos);
  }
}
