package io.lvsim.live;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import java.util.function.LongConsumer;

/**
 * Runs a simulation on the real clock, turn by turn: lets happen what is due, sends, waits for
 * frames until the next event is due, hands them over. One thread does it all. Virtual time goes on
 * from where the simulation stands when the loop begins, as fast as {@link System#nanoTime}.
 */
public final class RealClockLoop {
  /** How long a turn waits at most: what is asked between two turns waits no longer. */
  public static final long LONGEST_WAIT_NANOS = 10 * Nanos.PER_MILLI;

  /** A turn that begins so much later than it should is told: the process stood still. */
  public static final long STANDSTILL_NANOS = Nanos.PER_SECOND;

  private final Simulation simulation;
  private final NicWire wire;
  private final Runnable betweenTurns;
  private final LongConsumer standstill;
  private final long originNanos;
  private volatile boolean stopRequested;
  private long lastTurnNanos;

  /**
   * @param betweenTurns done in each turn, at least every {@link #LONGEST_WAIT_NANOS}
   * @param standstill told for how many nanoseconds the process has stood still
   */
  public RealClockLoop(
      Simulation simulation, NicWire wire, Runnable betweenTurns, LongConsumer standstill) {
    this.simulation = simulation;
    this.wire = wire;
    this.betweenTurns = betweenTurns;
    this.standstill = standstill;
    originNanos = System.nanoTime() - simulation.now();
    lastTurnNanos = simulation.now();
  }

  /** Runs until {@link #stop} is called. */
  public void run() {
    while (!stopRequested) {
      turn();
    }
    wire.flush();
  }

  /** Ends the loop after the present turn; may be called by any thread. */
  public void stop() {
    stopRequested = true;
  }

  private void turn() {
    catchUp();
    betweenTurns.run();
    simulation.runUntil(simulation.now());
    wire.flush();
    long untilNext = simulation.nextEventNanos() - clock();
    int came = wire.receive(Math.clamp(untilNext, 0, LONGEST_WAIT_NANOS));
    if (came > 0) {
      catchUp();
      wire.deliver();
      simulation.runUntil(simulation.now());
      wire.flush();
    }
  }

  private void catchUp() {
    long now = clock();
    if (now - lastTurnNanos > STANDSTILL_NANOS) {
      standstill.accept(now - lastTurnNanos);
    }
    lastTurnNanos = now;
    simulation.runUntil(now);
  }

  /** Virtual time as it should be. */
  private long clock() {
    return System.nanoTime() - originNanos;
  }
}
