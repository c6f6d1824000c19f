package io.lvsim.scenario.run;

import java.util.OptionalLong;

/**
 * What keeps a run from going on for ever; beyond a limit the verdict is ERROR or FAILED.
 *
 * @param eventsPerStep how many events of the simulation a step may take
 * @param outputBytesPerStep how much a step may print
 * @param seed used instead of the scenario's, if any
 */
public record RunLimits(long eventsPerStep, int outputBytesPerStep, OptionalLong seed) {
  /** 200 million events and 16 MiB of output a step, and the scenario's own seed. */
  public static final RunLimits DEFAULT =
      new RunLimits(200_000_000L, 16 << 20, OptionalLong.empty());
}
