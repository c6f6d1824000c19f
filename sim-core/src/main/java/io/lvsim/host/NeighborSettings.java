package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Random;
import io.lvsim.engine.Simulation;
import java.util.Arrays;

/**
 * One directory of net.ipv4.neigh: default, or an interface's (struct neigh_parms), with the
 * reachable time that is drawn from the base and drawn again every 300 s (neigh_rand_reach_time).
 */
final class NeighborSettings {
  private static final NeighborSetting[] SETTINGS = NeighborSetting.values();
  private static final long REDRAW_NANOS = 300 * Nanos.PER_SECOND;

  private final Simulation simulation;
  private final Random random;
  private final int[] values;
  private final boolean[] wasSet;
  private long reachableNanos;
  private long drawnAtNanos;

  private NeighborSettings(Simulation simulation, Random random, int[] values, boolean[] wasSet) {
    this.simulation = simulation;
    this.random = random;
    this.values = values;
    this.wasSet = wasSet;
    drawReachableTime();
  }

  static NeighborSettings initial(Simulation simulation, String purpose) {
    int[] values = new int[SETTINGS.length];
    for (NeighborSetting setting : SETTINGS) {
      values[setting.ordinal()] = setting.initial;
    }
    boolean[] wasSet = new boolean[SETTINGS.length];
    return new NeighborSettings(simulation, simulation.random(purpose), values, wasSet);
  }

  /** A new interface's directory: a copy of this one. */
  NeighborSettings copyFor(String purpose) {
    return new NeighborSettings(
        simulation,
        simulation.random(purpose),
        Arrays.copyOf(values, values.length),
        Arrays.copyOf(wasSet, wasSet.length));
  }

  /** A count, or a time in milliseconds. */
  int get(NeighborSetting setting) {
    return values[setting.ordinal()];
  }

  /** A time in nanoseconds. */
  long nanos(NeighborSetting setting) {
    return values[setting.ordinal()] * Nanos.PER_MILLI;
  }

  void write(NeighborSetting setting, int value) {
    wasSet[setting.ordinal()] = true;
    change(setting, value);
  }

  /**
   * A value of default was written: take it unless this one was ever set (neigh_copy_dflt_parms).
   */
  void inherit(NeighborSetting setting, int value) {
    if (!wasSet[setting.ordinal()]) {
      change(setting, value);
    }
  }

  /** An address was configured: all values count as set (neigh_parms_data_state_setall). */
  void keepAll() {
    Arrays.fill(wasSet, true);
  }

  /** How long a confirmation lasts: between a half and one and a half of the base. */
  long reachableNanos() {
    if (simulation.now() - drawnAtNanos > REDRAW_NANOS) {
      drawReachableTime();
    }
    return reachableNanos;
  }

  private void change(NeighborSetting setting, int value) {
    values[setting.ordinal()] = value;
    if (setting == NeighborSetting.BASE_REACHABLE_TIME) {
      drawReachableTime();
    }
  }

  private void drawReachableTime() {
    int base = get(NeighborSetting.BASE_REACHABLE_TIME);
    reachableNanos = base <= 0 ? 0 : (random.below(base) + base / 2) * Nanos.PER_MILLI;
    drawnAtNanos = simulation.now();
  }
}
