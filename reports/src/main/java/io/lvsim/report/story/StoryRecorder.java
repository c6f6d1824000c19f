package io.lvsim.report.story;

import io.lvsim.engine.Nanos;
import io.lvsim.lab.Lab;
import io.lvsim.report.StepText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.CheckOutcome;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.ToldDecision;
import io.lvsim.topology.Roles;
import io.lvsim.topology.Topology;
import io.lvsim.trace.Decision;
import io.lvsim.trace.LinkDecision;
import io.lvsim.trace.TraceListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    Recording begun = new Recording(lab, topology == null ? null : topology.roles());
    lab.trace().add(begun);
    recording = begun;
  }

  @Override
  public void labRecorded(Scenario scenario, List<String> interfaces) {
    runner = "kernel";
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    Recording current = recording;
    if (current != null) {
      current.tables.settleAll(nowNanos);
      current.add(new Happening.StepBegan(nowNanos, number));
    }
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    Recording current = recording;
    if (current != null) {
      long now = current.now();
      current.tables.settleAll(now);
      current.add(new Happening.Typed(now, machine, prompt, line));
    }
  }

  @Override
  public void output(String machine, byte[] bytes) {
    Recording current = recording;
    if (current != null) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      current.add(new Happening.Shown(current.now(), machine, text));
    }
  }

  @Override
  public void stepEnded(StepResult result) {
    Recording current = recording;
    if (current != null) {
      current.tables.settleAll(result.endedAtNanos());
      current.add(new Happening.StepEnded(result.endedAtNanos(), result.number()));
    }
  }

  @Override
  public void scenarioEnded(RunResult result) {
    if (!result.scenario().isCollection()) {
      Recording whole = recording;
      recording = null;
      Seen seen = whole == null ? Seen.NOTHING : whole.seen();
      told.accept(story(result, ++ended, runner, seen));
    }
  }

  private static Story story(RunResult result, int place, String runner, Seen seen) {
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

  /** What was seen of a lab; nothing, if it could not be built or is another's. */
  private record Seen(
      long epochNanos,
      List<StoryNode> nodes,
      List<StoryFrame> frames,
      int framesInAll,
      List<Happening> happenings) {
    static final Seen NOTHING = new Seen(0, List.of(), List.of(), 0, List.of());
  }

  /** What has happened so far in one lab. */
  private static final class Recording implements TraceListener {
    private final Lab lab;
    private final long epochNanos;
    private final List<StoryNode> nodes;
    private final FrameNumbers frames = new FrameNumbers(FRAMES_MAX);
    private final List<Happening> happenings = new ArrayList<>();
    private final LabTables tables;

    Recording(Lab lab, @Nullable Roles roles) {
      this.lab = lab;
      epochNanos = lab.epoch().getEpochSecond() * Nanos.PER_SECOND + lab.epoch().getNano();
      nodes = LabNodes.of(lab, roles);
      tables = new LabTables(lab, this::add);
      tables.settleAll(now());
    }

    Seen seen() {
      return new Seen(
          epochNanos, nodes, List.copyOf(frames.frames()), frames.inAll(), List.copyOf(happenings));
    }

    long now() {
      return lab.simulation().now();
    }

    void add(Happening happening) {
      happenings.add(happening);
    }

    @Override
    public void received(long nowNanos, String node, String port, byte[] frame) {
      tables.settle(nowNanos);
      int number = frames.arrived(node, frame);
      if (number > 0) {
        add(new Happening.Arrived(nowNanos, number, node, port));
      }
    }

    @Override
    public void handled(long nowNanos, String node) {
      tables.settle(nowNanos);
      frames.handled(node);
    }

    @Override
    public void sent(long nowNanos, String node, String port, byte[] frame) {
      tables.settle(nowNanos);
      int number = frames.sent(nowNanos, node, port, frame);
      if (number > 0) {
        add(new Happening.Sent(nowNanos, number, node, port));
      }
    }

    @Override
    public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
      tables.settle(nowNanos);
      boolean onCable = decision instanceof LinkDecision;
      int number = onCable ? frames.lastSent(node) : frames.atHand(node);
      if (frames.inAll() <= FRAMES_MAX) {
        String setting = SettingText.of(decision.setting());
        add(
            new Happening.Decided(
                nowNanos, number, node, decision.code(), decision.reason(), setting));
      }
      tables.decided(nowNanos, node, decision);
    }
  }
}
