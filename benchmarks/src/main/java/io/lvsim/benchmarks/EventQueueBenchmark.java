package io.lvsim.benchmarks;

import io.lvsim.engine.Event;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The bare event queue: one event taken, fired and added again, with so many pending. Every other
 * figure is given as a ratio to this one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventQueueBenchmark implements Event {
  private static final int MAXIMUM_DELAY_NANOS = 1 << 24;

  @Param({"1", "10000", "1000000"})
  private int pending;

  private final Simulation simulation = new Simulation(1);
  private final Random random = simulation.random("benchmark");

  /** Fills the queue. */
  @Setup
  public void fill() {
    for (int i = 0; i < pending; i++) {
      simulation.schedule(random.below(MAXIMUM_DELAY_NANOS), this);
    }
  }

  @Override
  public void fire(@Nullable Object payload, long number) {
    simulation.schedule(random.below(MAXIMUM_DELAY_NANOS), this);
  }

  /** One event. */
  @Benchmark
  public boolean event() {
    return simulation.step(Long.MAX_VALUE);
  }
}
