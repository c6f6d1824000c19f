package io.lvsim.ipvs;

import io.lvsim.engine.Event;
import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the counters that ipvsadm shows up to date every 2 s, and the rates with them (ip_vs_est.c
 * estimation_timer). As recorded, 2 s are 2.08: the timer's 200 ticks of 10 ms lie on a wheel that
 * turns in steps of 8 ticks and always goes to the next one; the rates are reckoned for 2 s all the
 * same. The beat is counted from the director's start; it rests while nothing changes.
 */
final class Estimator implements Event {
  static final long PERIOD_NANOS = Nanos.millis(2080);

  private final Simulation simulation;
  private final IpvsSysctls sysctls;
  private final long startedAtNanos;
  private final List<StatCounters> estimated = new ArrayList<>();
  private boolean beating;

  Estimator(Simulation simulation, IpvsSysctls sysctls) {
    this.simulation = simulation;
    this.sysctls = sysctls;
    this.startedAtNanos = simulation.now();
  }

  /** Includes counters from the next beat on (ip_vs_start_estimator). */
  void start(StatCounters counters) {
    estimated.add(counters);
    wake();
  }

  /** Leaves counters as they are from now on (ip_vs_stop_estimator). */
  void stop(StatCounters counters) {
    estimated.remove(counters);
  }

  /** Something may have been counted. */
  void wake() {
    if (!beating) {
      beating = true;
      long sinceBeat = (simulation.now() - startedAtNanos) % PERIOD_NANOS;
      simulation.schedule(PERIOD_NANOS - sinceBeat, this);
    }
  }

  /** Called by the engine. */
  @Override
  public void fire(@Nullable Object payload, long number) {
    boolean settled = true;
    for (int i = 0; i < estimated.size(); i++) {
      StatCounters counters = estimated.get(i);
      if (sysctls.runEstimation()) {
        counters.estimate();
      }
      settled &= counters.isSettled();
    }
    beating = false;
    if (!settled) {
      wake();
    }
  }
}
