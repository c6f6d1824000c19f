package io.lvsim.scenario.run;

import io.lvsim.scenario.Scenario;
import io.lvsim.topology.Topology;
import io.lvsim.topology.TopologyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs scenarios: builds the lab, takes the steps one after the other, and gives the verdict. */
public final class ScenarioRunner {
  private final RunLimits limits;
  private final @Nullable Outside outside;

  public ScenarioRunner() {
    this(RunLimits.DEFAULT);
  }

  public ScenarioRunner(RunLimits limits) {
    this(limits, null);
  }

  /**
   * @param outside what is behind some ports of the lab; null for nothing
   */
  public ScenarioRunner(RunLimits limits, @Nullable Outside outside) {
    this.limits = limits;
    this.outside = outside;
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
      return new Run(scenario, topology, seed, limits, listener, outside).toTheEnd();
    } catch (TopologyException e) {
      String error = e.where() + ": " + e.getMessage();
      return new RunResult(scenario, Verdict.ERROR, error, seed, 0, List.of(), List.of());
    }
  }

  private long seedOf(Scenario scenario) {
    return limits.seed().orElse(scenario.seed());
  }
}
