package io.lvsim.scenario.run;

import io.lvsim.scenario.Check;

/**
 * What became of one check of a step.
 *
 * @param wrong what is not as the check demands, as a sentence; empty if it holds
 */
public record CheckOutcome(Check check, String wrong) {
  /** Whether it holds. */
  public boolean holds() {
    return wrong.isEmpty();
  }
}
