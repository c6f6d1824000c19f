package io.lvsim.live;

import io.lvsim.engine.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real wires of a simulated lab, which one thread serves together. */
public final class PluggedWires implements AutoCloseable {
  private static final int QUEUED_MAX = 8192;
  private static final long LONGEST_WAIT_NANOS = 10_000_000;

  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUED_MAX);
  private final List<PluggedPort> wires = new ArrayList<>();
  private @Nullable Runnable first;

  /** What wires are to be made with: what comes by them waits there. */
  public BlockingQueue<Runnable> queue() {
    return queue;
  }

  /** Adds a wire, made with this queue. */
  public void add(PluggedPort wire) {
    wires.add(wire);
  }

  /** Takes a wire away. */
  public void remove(PluggedPort wire) {
    wires.remove(wire);
  }

  /** All wires. */
  public List<PluggedPort> all() {
    return List.copyOf(wires);
  }

  /**
   * Sends what waits to be sent, and waits for what comes.
   *
   * @param nanos how long at most
   * @return whether something has come, for {@link #deliver}
   */
  public boolean exchange(long nanos) {
    wires.forEach(PluggedPort::flush);
    try {
      first = queue.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return first != null;
  }

  /** Hands what has come to the ports, at the simulation's present instant. */
  public void deliver() {
    for (Runnable next = first; next != null; next = queue.poll()) {
      next.run();
    }
    first = null;
  }

  /**
   * Lets a simulation run on the real clock, from where it stands.
   *
   * @param nanos how long
   * @param stopped asked now and then whether to end sooner
   */
  public void run(Simulation simulation, long nanos, java.util.function.BooleanSupplier stopped) {
    long origin = System.nanoTime() - simulation.now();
    long end = nanos == Long.MAX_VALUE ? nanos : simulation.now() + nanos;
    while (!stopped.getAsBoolean() && simulation.now() < end) {
      simulation.runUntil(System.nanoTime() - origin);
      long untilNext = simulation.nextEventNanos() - (System.nanoTime() - origin);
      if (exchange(Math.clamp(untilNext, 0, LONGEST_WAIT_NANOS))) {
        simulation.runUntil(System.nanoTime() - origin);
        deliver();
      }
    }
    wires.forEach(PluggedPort::flush);
  }

  /** Unplugs all. */
  @Override
  public void close() {
    wires.forEach(PluggedPort::close);
    wires.clear();
  }
}
