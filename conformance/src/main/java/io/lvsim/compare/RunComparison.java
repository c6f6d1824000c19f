package io.lvsim.compare;

import io.lvsim.compare.RunRecord.StepView;
import io.lvsim.kernel.KernelException;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.kernel.LabRecord;
import io.lvsim.kernel.LabRecord.Look;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.ScenarioRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs scenarios on the simulator and on a real kernel, and says where the two differ. */
public final class RunComparison {
  private final KernelRunner kernel;
  private final ScenarioRunner simulator;
  private long simulatorNanos;

  /**
   * @param kernel one that looks at the machines after every step
   */
  public RunComparison(KernelRunner kernel, ScenarioRunner simulator) {
    this.kernel = kernel;
    this.simulator = simulator;
  }

  /**
   * Compares, in one boot of the kernel.
   *
   * @param scenarios no collections among them
   * @param told is told how far the runs of each agree, in order
   */
  public void compare(List<Scenario> scenarios, Consumer<Agreement> told) throws KernelException {
    kernel.record(scenarios, (number, lab) -> told.accept(compare(scenarios.get(number), lab)));
  }

  /**
   * How long the simulator has taken for all scenarios so far, in nanoseconds of the wall clock.
   */
  public long simulatorNanos() {
    return simulatorNanos;
  }

  /** The kernel's machines have Debian's programs, whatever the scenario says of them. */
  private Agreement compare(Scenario scenario, LabRecord lab) {
    SimulatorRecorder recorder = new SimulatorRecorder();
    long began = System.nanoTime();
    simulator.run(scenario.withSystem(OperatingSystem.DEBIAN_12), recorder);
    simulatorNanos += System.nanoTime() - began;
    return agreement(scenario.name(), recorder.record(), KernelRecord.of(scenario, lab));
  }

  /** Compares two runs of the same scenario; nothing more of them if one of them broke off. */
  static Agreement agreement(String name, RunRecord ours, RunRecord theirs) {
    List<Divergence> divergences = new ArrayList<>();
    Ports ports = Ports.match(ours.frames(), theirs.frames());
    TranscriptComparison transcripts = new TranscriptComparison(ports, typed(ours), divergences);
    StateComparison states = new StateComparison(ports, divergences);
    if (!ours.error().equals(theirs.error())) {
      divergences.add(
          new Divergence(
              Divergence.Kind.RUN, "to its end", said(ours.error()), said(theirs.error())));
      return new Agreement(name, 0, 0, 0, List.copyOf(divergences));
    }
    if (ours.steps().size() != theirs.steps().size()) {
      divergences.add(
          new Divergence(
              Divergence.Kind.RUN,
              "steps",
              Integer.toString(ours.steps().size()),
              Integer.toString(theirs.steps().size())));
    }
    for (int i = 0; i < Math.min(ours.steps().size(), theirs.steps().size()); i++) {
      StepView mine = ours.steps().get(i);
      StepView other = theirs.steps().get(i);
      String where = "step " + mine.number() + on(mine.step());
      Look ourLook = mine.look();
      Look theirLook = other.look();
      if (ourLook != null && theirLook != null) {
        states.compare(ourLook, theirLook, where);
      } else {
        divergences.add(
            new Divergence(Divergence.Kind.RUN, where + ": looks", "" + ourLook, "" + theirLook));
      }
      if (!Objects.equals(mine.status(), other.status())) {
        divergences.add(
            new Divergence(
                Divergence.Kind.TRANSCRIPT, where, ended(mine.status()), ended(other.status())));
      }
      transcripts.compare(mine, other, where, states.entriesGoing() == 0);
    }
    long frames = new FrameComparison(ports, divergences).compare(ours.frames(), theirs.frames());
    return new Agreement(
        name, transcripts.lines(), frames, states.entries(), List.copyOf(divergences));
  }

  private static String ended(@Nullable Integer status) {
    return status == null ? "the last command did not end" : "exit status " + status;
  }

  /** Whatever was typed: what stands there is not chosen at random. */
  private static String typed(RunRecord run) {
    StringBuilder typed = new StringBuilder();
    for (StepView view : run.steps()) {
      if (view.step() instanceof Step.Run script) {
        typed.append(script.script()).append('\n');
      }
    }
    return typed.toString();
  }

  private static String said(String error) {
    return error.isEmpty() ? "ran to its end" : error;
  }

  private static String on(Step step) {
    return step instanceof Step.Run run ? " on " + run.on() : "";
  }
}
