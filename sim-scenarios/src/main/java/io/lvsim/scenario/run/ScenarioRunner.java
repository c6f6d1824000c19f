package io.lvsim.scenario.run;

import io.lvsim.scenario.Scenario;
import io.lvsim.topology.Topology;
import io.lvsim.topology.TopologyException;
import java.util.ArrayList;
import java.util.List;

/** Runs scenarios: builds the lab, takes the steps one after the other, and gives the verdict. */
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
    listener.scenarioStarted(scenario);
    Topology topology = scenario.topology();
    RunResult result =
        topology == null ? runSections(scenario, listener) : runSteps(scenario, topology, listener);
    listener.scenarioEnded(result);
    return result;
  }

  private RunResult runSections(Scenario scenario, RunListener listener) {
    List<RunResult> results = new ArrayList<>();
    for (Scenario section : scenario.sections()) {
      results.add(run(section, listener));
    }
    return RunResult.ofSections(scenario, seedOf(scenario), results);
  }

  private RunResult runSteps(Scenario scenario, Topology topology, RunListener listener) {
    long seed = seedOf(scenario);
    try {
      return new Run(scenario, topology, seed, limits, listener).toTheEnd();
    } catch (TopologyException e) {
      String error = e.where() + ": " + e.getMessage();
      return new RunResult(scenario, Verdict.ERROR, error, seed, 0, List.of(), List.of());
    }
  }

  private long seedOf(Scenario scenario) {
    return limits.seed().orElse(scenario.seed());
  }
}
