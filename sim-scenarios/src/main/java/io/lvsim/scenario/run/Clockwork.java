package io.lvsim.scenario.run;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.scenario.ClockKind;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Moves virtual time on, as fast as it can or paced to the wall clock, within a step's limit. */
final class Clockwork {
  private static final long PACE_MILLIS = 1;

  private final Simulation simulation;
  private final ClockKind kind;
  private final long eventsPerStep;
  private final @Nullable Outside outside;
  private long wallStartNanos;
  private boolean begun;
  private long eventsLeft;

  /**
   * @param outside what is behind some ports, if anything; then the clock is the real one
   */
  Clockwork(Simulation simulation, ClockKind kind, long eventsPerStep, @Nullable Outside outside) {
    this.simulation = simulation;
    this.kind = outside == null ? kind : ClockKind.REAL;
    this.outside = outside;
    this.eventsPerStep = eventsPerStep;
    eventsLeft = eventsPerStep;
  }

  long now() {
    return simulation.now();
  }

  /** A step begins: it may take its full number of events. */
  void beginStep() {
    eventsLeft = eventsPerStep;
    if (!begun) {
      begun = true;
      wallStartNanos = System.nanoTime() - simulation.now();
    }
  }

  /** Lets everything happen in the next while. */
  void runFor(long nanos) {
    long untilNanos = simulation.now() + nanos;
    while (step(untilNanos)) {
      // each step does its own work
    }
    simulation.runUntil(untilNanos);
  }

  /**
   * Lets things happen until a condition holds, but not beyond an instant.
   *
   * @return whether it holds
   */
  boolean runUntil(BooleanSupplier condition, long limitNanos) {
    while (!condition.getAsBoolean()) {
      if (!step(limitNanos)) {
        simulation.runUntil(limitNanos);
        return condition.getAsBoolean();
      }
    }
    return true;
  }

  private boolean step(long limitNanos) {
    if (eventsLeft-- <= 0) {
      throw new LimitExceeded(
          "the step took more than "
              + eventsPerStep
              + " events: at "
              + Spans.text(simulation.now())
              + " of virtual time it was given up");
    }
    return kind == ClockKind.VIRTUAL ? simulation.step(limitNanos) : pacedStep(limitNanos);
  }

  /** An event happens no earlier than the wall clock has come to its time. */
  private boolean pacedStep(long limitNanos) {
    while (true) {
      long wallNanos = System.nanoTime() - wallStartNanos;
      if (simulation.step(Math.min(limitNanos, wallNanos))) {
        return true;
      }
      if (wallNanos >= limitNanos) {
        return false;
      }
      long longest = Math.min(PACE_MILLIS * Nanos.PER_MILLI, limitNanos - wallNanos);
      if (outside == null) {
        pause(longest);
      } else {
        exchange(outside, longest, limitNanos);
      }
    }
  }

  /** Nothing is due inside the lab: what comes from outside arrives at the wall clock's time. */
  private void exchange(Outside world, long longestNanos, long limitNanos) {
    if (world.isInterrupted()) {
      throw new LimitExceeded("the run was interrupted");
    }
    long untilNext = simulation.nextEventNanos() - (System.nanoTime() - wallStartNanos);
    if (world.exchange(Math.clamp(untilNext, 0, longestNanos))) {
      simulation.runUntil(Math.min(limitNanos, System.nanoTime() - wallStartNanos));
      world.deliver();
    }
  }

  private static void pause(long nanos) {
    try {
      Thread.sleep(nanos / Nanos.PER_MILLI, (int) (nanos % Nanos.PER_MILLI));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LimitExceeded("the run was interrupted");
    }
  }
}
