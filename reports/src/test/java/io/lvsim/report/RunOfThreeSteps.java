package io.lvsim.report;

import io.lvsim.scenario.ClockKind;
import io.lvsim.scenario.Expectation;
import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.ToldDecision;
import io.lvsim.scenario.run.Verdict;
import io.lvsim.trace.SwitchDecision;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A made-up run: a step that passes, a wait, and a step that fails. */
final class RunOfThreeSteps {
  private static final Step PASSING = run(5, "echo ok", "ok");
  private static final Step WAITING = new Step.Wait(at(8), "let it rest", 20_000_000_000L);
  private static final Step FAILING = run(9, "curl vip", "share191");

  private static final StepResult PASSED =
      result(1, PASSING, Verdict.PASSED, List.of(new ComparedLine("ok", "ok", true)), List.of());
  private static final StepResult WAITED = result(2, WAITING, Verdict.PASSED, List.of(), List.of());
  private static final StepResult FAILED =
      result(
          3,
          FAILING,
          Verdict.FAILED,
          List.of(
              new ComparedLine("share191", "share192", false),
              new ComparedLine(null, "\033[2Jmore", false)),
          List.of("the output is not as expected"));

  private static final Scenario SCENARIO =
      new Scenario(
          "three.lvs.yaml",
          "three steps",
          "Two lines\nof description.\n",
          7,
          "6.1",
          ClockKind.VIRTUAL,
          null,
          List.of(PASSING, WAITING, FAILING),
          null,
          List.of());

  static final RunResult RESULT =
      new RunResult(
          SCENARIO,
          Verdict.FAILED,
          "",
          7,
          20_001_500_000L,
          List.of(PASSED, WAITED, FAILED),
          List.of());

  private RunOfThreeSteps() {}

  /** Tells a listener all of it. */
  static void tell(RunListener listener) {
    listener.scenarioStarted(SCENARIO);
    listener.stepStarted(1, PASSING, 0);
    listener.typed("rs1", "[root@rs1 ~]# ", "echo ok");
    listener.output("rs1", "ok\n".getBytes(StandardCharsets.UTF_8));
    listener.stepEnded(PASSED);
    listener.stepStarted(2, WAITING, 0);
    listener.stepEnded(WAITED);
    listener.stepStarted(3, FAILING, 0);
    listener.typed("rs1", "[root@rs1 ~]# ", "curl vip");
    listener.output("rs1", "share192\n\033[2Jmore".getBytes(StandardCharsets.UTF_8));
    listener.stepEnded(FAILED);
    listener.scenarioEnded(RESULT);
  }

  private static Step run(int line, String script, String expected) {
    Expectation expectation =
        new Expectation(
            List.of(new Expectation.Line(expected, Expectation.Kind.EXACT, expected::equals)));
    return new Step.Run(at(line), "", "rs1", script, expectation, null, 1);
  }

  private static Position at(int line) {
    return new Position("three.lvs.yaml", line, 5);
  }

  private static StepResult result(
      int number,
      Step step,
      Verdict verdict,
      List<ComparedLine> comparison,
      List<String> messages) {
    List<ToldDecision> decisions =
        verdict == Verdict.PASSED
            ? List.of()
            : List.of(new ToldDecision(1_000, "lan", new SwitchDecision.Dropped("a reason")));
    return new StepResult(
        number, step, verdict, 1_000, 2_000, comparison, messages, decisions, null);
  }
}
