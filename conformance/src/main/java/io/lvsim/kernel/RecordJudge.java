package io.lvsim.kernel;

import io.lvsim.kernel.LabRecord.StepRecord;
import io.lvsim.kernel.LabRecord.Typed;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.CommandLines;
import io.lvsim.scenario.run.Judge;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepOutcome;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells a recorded lab as a run, and judges it as the simulator's runner judges its own. */
final class RecordJudge {
  private final Scenario scenario;
  private final LabRecord record;
  private final RunListener listener;
  private final KernelLab lab;
  private final Judge judge;

  RecordJudge(Scenario scenario, LabRecord record, RunListener listener) {
    this.scenario = scenario;
    this.record = record;
    this.listener = listener;
    lab = new KernelLab(Objects.requireNonNull(scenario.topology()), record);
    judge = new Judge(lab);
  }

  RunResult judge() {
    listener.scenarioStarted(scenario);
    listener.labRecorded(scenario, record.interfaces());
    record
        .frames()
        .forEach(f ->
            listener.frame(
                record.interfaces().get(f.interfaceNumber()), f.at(), f.outgoing(), f.bytes()));
    List<StepResult> results = new ArrayList<>();
    List<Step> steps = scenario.stepsOfRun();
    Verdict worst = Verdict.PASSED;
    for (StepRecord step : record.steps()) {
      StepResult result = step(steps.get(step.number() - 1), step);
      results.add(result);
      worst = result.verdict().compareTo(worst) > 0 ? result.verdict() : worst;
    }
    if (!record.error().isEmpty()) {
      worst = Verdict.ERROR;
    }
    long ended = results.isEmpty() ? 0 : results.getLast().endedAtNanos();
    RunResult result =
        new RunResult(
            scenario,
            worst,
            record.error(),
            scenario.seed(),
            ended,
            List.copyOf(results),
            List.of());
    listener.scenarioEnded(result);
    return result;
  }

  private StepResult step(Step step, StepRecord seen) {
    listener.stepStarted(seen.number(), step, seen.beganAt());
    StepOutcome outcome =
        switch (step) {
          case Step.Run run -> script(run, seen);
          case Step.Verify verify -> checks(verify, seen);
          case Step.Mark mark -> {
            lab.advance(seen.endedAt(), seen.look());
            lab.beginAnew();
            yield StepOutcome.passed();
          }
          case Step.Wait wait -> StepOutcome.passed();
          case Step.Fault fault -> StepOutcome.passed();
        };
    StepResult result =
        new StepResult(
            seen.number(),
            step,
            outcome.verdict(),
            seen.beganAt(),
            seen.endedAt(),
            outcome.comparison(),
            outcome.messages(),
            List.of(),
            outcome.status(),
            outcome.checks());
    listener.stepEnded(result);
    return result;
  }

  private StepOutcome script(Step.Run run, StepRecord seen) {
    List<String> commands = CommandLines.split(run.script());
    String unended = null;
    int status = 0;
    for (Typed typed : seen.typed()) {
      String command = commands.get(typed.number());
      tell(run.on(), command, typed);
      if (typed.status() == null) {
        unended = command.strip();
      } else {
        status = typed.status();
      }
    }
    return StepOutcome.ofScript(inDebiansWords(run), unended, status, seen.outputLines());
  }

  private static Step.Run inDebiansWords(Step.Run run) {
    return run.expect() == null ? run : run.withExpectation(DebianWords.of(run.expect()));
  }

  private void tell(String machine, String command, Typed typed) {
    listener.recordedAt(typed.beganAt());
    String prompt = "[root@" + machine + " ~]# ";
    for (String line : command.lines().toList()) {
      listener.typed(machine, prompt, line);
      prompt = "> ";
    }
    listener.recordedAt(typed.endedAt());
    String output = typed.text();
    if (!output.isEmpty()) {
      listener.output(machine, output.getBytes(StandardCharsets.UTF_8));
    }
  }

  private StepOutcome checks(Step.Verify verify, StepRecord seen) {
    lab.advance(seen.endedAt(), seen.look());
    return judge.judge(verify.checks());
  }
}
