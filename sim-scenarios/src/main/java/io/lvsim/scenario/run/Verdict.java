package io.lvsim.scenario.run;

/** How a run, or a step of it, ended. */
public enum Verdict {
  /** Everything was as expected. */
  PASSED,
  /** Something was not as expected. */
  FAILED,
  /** It could not be run to its end. */
  ERROR
}
