package io.lvsim.cli;

import io.lvsim.scenario.run.RunLimits;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The option --seed, for the runner. */
final class Seeds {
  private Seeds() {}

  /**
   * The usual limits, with a seed.
   *
   * @param seed null for the scenario's own
   */
  static RunLimits limits(@Nullable Long seed) {
    RunLimits usual = RunLimits.DEFAULT;
    OptionalLong wanted = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    return new RunLimits(usual.eventsPerStep(), usual.outputBytesPerStep(), wanted);
  }
}
