package io.lvsim.engine;

import org.jspecify.annotations.Nullable;

/**
 * An alarm that its owner sets, moves and stops. One timer holds at most one pending event.
 *
 * <p>Moving it later is lazy: the expiry is stored, and the pending event looks again when it
 * fires. A timer that every packet pushes on (a connection's) therefore costs a store per packet.
 */
public final class Timer implements Event {
  private static final long STOPPED = Long.MAX_VALUE;

  private final Simulation simulation;
  private final Runnable action;
  private long expiresAtNanos = STOPPED;
  private long eventAtNanos;
  private int event = -1;

  /**
   * @param action what happens at the expiry; it may start the timer again
   */
  public Timer(Simulation simulation, Runnable action) {
    this.simulation = simulation;
    this.action = action;
  }

  /** Sets the alarm to go off after a delay of at least 0 ns, whatever it was set to before. */
  public void start(long delayNanos) {
    expiresAtNanos = simulation.now() + delayNanos;
    if (event >= 0 && eventAtNanos > expiresAtNanos) {
      simulation.cancel(event);
      event = -1;
    }
    if (event < 0) {
      arm();
    }
  }

  /** Takes the alarm back; does nothing if none is set. */
  public void stop() {
    expiresAtNanos = STOPPED;
    if (event >= 0) {
      simulation.cancel(event);
      event = -1;
    }
  }

  /** Whether an alarm is set. */
  public boolean running() {
    return expiresAtNanos != STOPPED;
  }

  /** Nanoseconds until the alarm goes off; 0 if none is set. */
  public long remainingNanos() {
    return running() ? expiresAtNanos - simulation.now() : 0;
  }

  /** Called by the engine. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    event = -1;
    if (expiresAtNanos > simulation.now()) {
      arm();
      return;
    }
    expiresAtNanos = STOPPED;
    action.run();
  }

  private void arm() {
    eventAtNanos = expiresAtNanos;
    event = simulation.scheduleAt(expiresAtNanos, this, null, 0);
  }
}
