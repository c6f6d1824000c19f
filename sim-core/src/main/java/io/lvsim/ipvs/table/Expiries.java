package io.lvsim.ipvs.table;

import io.lvsim.engine.Event;
import io.lvsim.engine.Simulation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lets the rows of several tables expire with one pending event of the engine for all of them. Rows
 * that fire in the same tick do so in the kernel's order, whichever table they are in.
 */
public final class Expiries implements Event {
  private static final int NONE = -1;

  private final Simulation simulation;
  private ExpiryWheel[] wheels = {};
  private int numbers;
  private int event = NONE;
  private long eventAtNanos = ExpiryWheel.NEVER;

  public Expiries(Simulation simulation) {
    this.simulation = simulation;
  }

  ExpiryWheel wheelFor(TimedTable table) {
    ExpiryWheel wheel = new ExpiryWheel(this, table);
    wheels = Arrays.copyOf(wheels, wheels.length + 1);
    wheels[wheels.length - 1] = wheel;
    return wheel;
  }

  long now() {
    return simulation.now();
  }

  /** The number of a row that is put into a slot now. */
  int nextNumber() {
    return numbers++;
  }

  /** Called by the engine: a slot of a wheel begins, or an alarm is due. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    event = NONE;
    eventAtNanos = ExpiryWheel.NEVER;
    long now = simulation.now();
    for (ExpiryWheel wheel : wheels) {
      wheel.lookAtSlot(now);
    }
    for (ExpiryWheel first = firstDue(now); first != null; first = firstDue(now)) {
      first.ring(now);
    }
    for (ExpiryWheel wheel : wheels) {
      armBy(wheel.nextLook(now));
    }
  }

  private @Nullable ExpiryWheel firstDue(long now) {
    ExpiryWheel first = null;
    for (ExpiryWheel wheel : wheels) {
      if (wheel.isDue(now) && (first == null || wheel.comesBefore(first))) {
        first = wheel;
      }
    }
    return first;
  }

  /** Sees to it that the wheels are looked at by then. */
  void armBy(long atNanos) {
    if (atNanos >= eventAtNanos) {
      return;
    }
    if (event != NONE) {
      simulation.cancel(event);
    }
    eventAtNanos = Math.max(atNanos, simulation.now());
    event = simulation.scheduleAt(eventAtNanos, this, null, 0);
  }
}
