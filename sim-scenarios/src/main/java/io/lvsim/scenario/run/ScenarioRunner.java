package io.lvsim.scenario.run;

import io.lvsim.scenario.Scenario;

/** Runs scenarios. */
public final class ScenarioRunner {
  private final RunLimits limits;

  public ScenarioRunner() {
    this(RunLimits.DEFAULT);
  }

  public ScenarioRunner(RunLimits limits) {
    this.limits = limits;
  }

  /** Runs a scenario, or all sections of a collection, to the verdict. */
  public RunResult run(Scenario scenario, RunListener listener) {
    throw new IllegalStateException("being built " + limits);
  }
}
