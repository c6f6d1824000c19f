package io.lvsim.scenario.run;

import io.lvsim.scenario.Scenario;
import java.util.List;

/**
 * How a scenario's run ended.
 *
 * @param error why it could not be run to its end; empty unless the verdict is ERROR
 * @param steps of those that were run, in order; empty for a collection
 * @param virtualNanos how long it took in virtual time
 * @param sections the results of a collection's scenarios; else empty
 */
public record RunResult(
    Scenario scenario,
    Verdict verdict,
    String error,
    long seed,
    long virtualNanos,
    List<StepResult> steps,
    List<RunResult> sections) {
  /** The result of a collection: the worst verdict of its sections, and all their time. */
  public static RunResult ofSections(Scenario collection, long seed, List<RunResult> sections) {
    Verdict worst = Verdict.PASSED;
    long virtualNanos = 0;
    for (RunResult result : sections) {
      worst = result.verdict().compareTo(worst) > 0 ? result.verdict() : worst;
      virtualNanos += result.virtualNanos();
    }
    String error = worst == Verdict.ERROR ? "a section could not be run to its end" : "";
    return new RunResult(
        collection, worst, error, seed, virtualNanos, List.of(), List.copyOf(sections));
  }
}
