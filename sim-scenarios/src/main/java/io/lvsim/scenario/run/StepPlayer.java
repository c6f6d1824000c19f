package io.lvsim.scenario.run;

import io.lvsim.engine.Nanos;
import io.lvsim.scenario.FaultAction;
import io.lvsim.scenario.Step;
import io.lvsim.topology.LabBuilder;
import io.lvsim.topology.TopologyException;

/** Takes one step of a scenario. */
final class StepPlayer {
  /** From the end of a step to a check or a mark: frames on their way arrive meanwhile. */
  private static final long LOOKING_TAKES_NANOS = Nanos.PER_MILLI;

  private final Terminals terminals;
  private final Clockwork clockwork;
  private final Witnesses witnesses;
  private final Faults faults;
  private final Judge judge;

  StepPlayer(LabBuilder builder, Terminals terminals, Clockwork clockwork, Witnesses witnesses) {
    this.terminals = terminals;
    this.clockwork = clockwork;
    this.witnesses = witnesses;
    faults = new Faults(builder, terminals, witnesses);
    judge = new Judge(new SimulatedLab(builder.lab(), witnesses));
  }

  StepOutcome play(Step step) {
    clockwork.beginStep();
    try {
      return switch (step) {
        case Step.Run run -> run(run);
        case Step.Wait wait -> {
          clockwork.runFor(wait.nanos());
          yield StepOutcome.passed();
        }
        case Step.Fault fault -> breakOrMend(fault);
        case Step.Verify verify -> verify(verify);
        case Step.Mark mark -> {
          clockwork.runFor(LOOKING_TAKES_NANOS);
          witnesses.beginAnew();
          yield StepOutcome.passed();
        }
      };
    } catch (LimitExceeded e) {
      return StepOutcome.error(e.limit());
    }
  }

  private StepOutcome run(Step.Run step) {
    ScriptRun script = new ScriptRun(terminals.of(step.on()), clockwork);
    boolean ended = script.run(step.script(), step.timeoutNanos());
    return StepOutcome.ofScript(
        step, ended ? null : script.running(), script.exitStatus(), script.outputLines());
  }

  private StepOutcome breakOrMend(Step.Fault step) {
    try {
      for (FaultAction action : step.actions()) {
        faults.apply(action);
      }
      return StepOutcome.passed();
    } catch (TopologyException e) {
      return StepOutcome.error(e.where() + ": " + e.getMessage());
    }
  }

  /** Looks once what is on its way has arrived, as somebody would who types the next command. */
  private StepOutcome verify(Step.Verify step) {
    clockwork.runFor(LOOKING_TAKES_NANOS);
    return judge.judge(step.checks());
  }
}
