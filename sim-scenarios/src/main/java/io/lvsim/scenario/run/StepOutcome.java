package io.lvsim.scenario.run;

import java.util.List;

/**
 * What became of a step.
 *
 * @param messages what was not as expected; empty when it passed
 */
record StepOutcome(Verdict verdict, List<ComparedLine> comparison, List<String> messages) {
  static StepOutcome passed() {
    return new StepOutcome(Verdict.PASSED, List.of(), List.of());
  }

  static StepOutcome error(String why) {
    return new StepOutcome(Verdict.ERROR, List.of(), List.of(why));
  }

  /** Passed if there is nothing to say. */
  static StepOutcome of(List<ComparedLine> comparison, List<String> messages) {
    Verdict verdict = messages.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    return new StepOutcome(verdict, List.copyOf(comparison), List.copyOf(messages));
  }
}
