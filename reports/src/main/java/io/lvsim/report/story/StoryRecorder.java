package io.lvsim.report.story;

import io.lvsim.lab.Lab;
import io.lvsim.report.StepText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.CheckOutcome;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.ToldDecision;
import io.lvsim.topology.Topology;
import io.lvsim.trace.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the story of every scenario of a run, and hands each over when it has ended. */
public final class StoryRecorder implements RunListener {
  /** How many frames of a scenario are kept, with what was decided about them. */
  public static final int FRAMES_MAX = 200_000;

  private final Consumer<Story> told;
  private @Nullable Recording recording;
  private String runner = "simulator";
  private int ended;

  /**
   * @param told is given the story of each scenario that is no collection, in the order of running
   */
  public StoryRecorder(Consumer<Story> told) {
    this.told = told;
  }

  @Override
  public void labBuilt(Scenario scenario, Lab lab) {
    Topology topology = scenario.topology();
    LabRecording begun = new LabRecording(lab, topology == null ? null : topology.roles());
    lab.trace().add(begun);
    recording = begun;
  }

  @Override
  public void labRecorded(Scenario scenario, List<String> interfaces) {
    runner = "kernel";
    recording = WireRecording.of(scenario, FRAMES_MAX);
  }

  @Override
  public void frame(String interfaceName, long atNanos, boolean outgoing, byte[] bytes) {
    if (recording instanceof WireRecording wires) {
      wires.frame(interfaceName, atNanos, outgoing, bytes);
    }
  }

  @Override
  public void recordedAt(long nowNanos) {
    if (recording instanceof WireRecording wires) {
      wires.goOn(nowNanos);
    }
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    Recording current = recording;
    if (current != null) {
      current.stepBegan(nowNanos, number);
    }
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    Recording current = recording;
    if (current != null) {
      current.typed(machine, prompt, line);
    }
  }

  @Override
  public void output(String machine, byte[] bytes) {
    Recording current = recording;
    if (current != null) {
      current.shown(machine, new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void stepEnded(StepResult result) {
    Recording current = recording;
    if (current != null) {
      current.stepEnded(result.endedAtNanos(), result.number());
    }
  }

  @Override
  public void scenarioEnded(RunResult result) {
    if (!result.scenario().isCollection()) {
      Recording whole = recording;
      recording = null;
      Recording.Seen seen = whole == null ? Recording.Seen.NOTHING : whole.seen();
      told.accept(story(result, ++ended, runner, seen));
    }
  }

  private static Story story(RunResult result, int place, String runner, Recording.Seen seen) {
    Scenario scenario = result.scenario();
    return new Story(
        scenario.name(),
        scenario.file(),
        scenario.description(),
        place,
        result.seed(),
        seen.epochNanos(),
        runner,
        result.verdict(),
        result.error(),
        result.virtualNanos(),
        seen.nodes(),
        seen.frames(),
        seen.framesInAll(),
        seen.happenings(),
        result.steps().stream().map(StoryRecorder::step).toList());
  }

  private static StoryStep step(StepResult result) {
    Step step = result.step();
    Step.Run run = step instanceof Step.Run typed ? typed : null;
    return new StoryStep(
        result.number(),
        StepText.kind(step),
        StepText.of(step),
        step.note(),
        run == null ? "" : run.on(),
        run == null ? "" : run.script(),
        step.position().file(),
        step.position().line(),
        result.verdict(),
        result.startedAtNanos(),
        result.endedAtNanos(),
        result.comparison(),
        result.messages(),
        result.checks().stream().map(StoryRecorder::check).toList(),
        result.decisions().stream().map(StoryRecorder::decision).toList());
  }

  private static StoryStep.StoryCheck check(CheckOutcome outcome) {
    return new StoryStep.StoryCheck(
        StepText.of(outcome.check()), outcome.check().position().line(), outcome.wrong());
  }

  private static StoryStep.StoryDecision decision(ToldDecision told) {
    Decision decision = told.decision();
    return new StoryStep.StoryDecision(
        told.atNanos(),
        told.node(),
        decision.code(),
        decision.reason(),
        SettingText.of(decision.setting()));
  }
}
