package io.lvsim.scenario.run;

import io.lvsim.engine.Simulation;
import io.lvsim.lab.Lab;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.topology.LabBuilder;
import io.lvsim.topology.Topology;
import io.lvsim.topology.TopologyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of one scenario, from building its lab to its verdict. */
final class Run {
  private static final int SIGKILL = 9;

  private final Scenario scenario;
  private final long seed;
  private final RunListener listener;
  private final Simulation simulation;
  private final Witnesses witnesses;
  private final Lab lab;
  private final Terminals terminals;
  private final StepPlayer player;

  Run(
      Scenario scenario,
      Topology topology,
      long seed,
      RunLimits limits,
      RunListener listener,
      @Nullable Outside outside)
      throws TopologyException {
    this.scenario = scenario;
    this.seed = seed;
    this.listener = listener;
    simulation = new Simulation(seed);
    LabBuilder builder = LabBuilder.start(topology, simulation);
    witnesses = new Witnesses(builder.lab(), topology);
    Clockwork clockwork =
        new Clockwork(simulation, scenario.clock(), limits.eventsPerStep(), outside);
    lab = builder.lab();
    terminals = new Terminals(lab, builder.commands(), limits.outputBytesPerStep(), listener);
    player = new StepPlayer(builder, terminals, clockwork, witnesses);
    if (outside != null) {
      outside.plugInto(lab);
    }
    listener.labBuilt(scenario, lab);
  }

  RunResult toTheEnd() {
    List<StepResult> results = new ArrayList<>();
    Verdict verdict = Verdict.PASSED;
    for (Step step : scenario.stepsOfRun()) {
      StepResult result = take(results.size() + 1, step);
      results.add(result);
      verdict = result.verdict().compareTo(verdict) > 0 ? result.verdict() : verdict;
      if (verdict == Verdict.ERROR) {
        break;
      }
    }
    listener.stepsEnded(scenario, lab);
    endAllProcesses();
    return result(verdict, results);
  }

  /** Threads of processes would otherwise wait for ever. */
  private void endAllProcesses() {
    long nowNanos = simulation.now();
    lab.machines().forEach(machine -> terminals.hangUp(machine.name()));
    lab.machines().forEach(machine -> machine.processes().kill(SIGKILL));
    simulation.runUntil(nowNanos);
  }

  private StepResult take(int number, Step step) {
    long startedAtNanos = simulation.now();
    listener.stepStarted(number, step, startedAtNanos);
    StepOutcome outcome = player.play(step);
    StepResult result =
        new StepResult(
            number,
            step,
            outcome.verdict(),
            startedAtNanos,
            simulation.now(),
            outcome.comparison(),
            outcome.messages(),
            outcome.verdict() == Verdict.PASSED
                ? List.of()
                : witnesses.decisions().behind(step, startedAtNanos),
            outcome.status(),
            outcome.checks());
    listener.stepEnded(result);
    return result;
  }

  private RunResult result(Verdict verdict, List<StepResult> steps) {
    String error = verdict == Verdict.ERROR ? String.join("; ", steps.getLast().messages()) : "";
    return new RunResult(
        scenario, verdict, error, seed, simulation.now(), List.copyOf(steps), List.of());
  }
}
