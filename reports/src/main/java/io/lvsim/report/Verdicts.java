package io.lvsim.report;

import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.Verdict;
import java.util.List;

/** Several verdicts as one. */
public final class Verdicts {
  private Verdicts() {}

  /** The worst: ERROR before FAILED before PASSED. */
  public static Verdict of(List<RunResult> results) {
    Verdict worst = Verdict.PASSED;
    for (RunResult result : results) {
      if (result.verdict().compareTo(worst) > 0) {
        worst = result.verdict();
      }
    }
    return worst;
  }
}
