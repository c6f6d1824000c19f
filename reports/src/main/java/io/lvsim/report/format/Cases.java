package io.lvsim.report.format;

import io.lvsim.report.DecisionText;
import io.lvsim.report.StepText;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.CheckOutcome;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What steps and checks are as cases. */
final class Cases {
  private static final int NAME_MAX = 100;

  private Cases() {}

  /** A step as a case; a step of checks as a case for each of them. */
  static List<Case> of(StepResult result, String terminal) {
    List<CheckOutcome> checks = result.checks();
    if (checks.isEmpty()) {
      return List.of(ofStep(result, terminal));
    }
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      cases.add(ofCheck(result, i + 1, i == 0 ? terminal : ""));
    }
    return cases;
  }

  private static Case ofStep(StepResult result, String terminal) {
    return new Case(
        name(result.number(), result.step()),
        result.step().position(),
        outcome(result.verdict()),
        result.verdict() == Verdict.PASSED
            ? null
            : new Failure(
                Headline.rule(result),
                VisibleText.lineOf(Headline.of(result)),
                result.messages(),
                result.comparison(),
                DecisionText.last(result.decisions())),
        "",
        terminal,
        result.endedAtNanos() - result.startedAtNanos());
  }

  /** All checks of a step look at one moment; the first of them has waited for it. */
  private static Case ofCheck(StepResult result, int number, String terminal) {
    CheckOutcome check = result.checks().get(number - 1);
    String name = "step " + result.number() + " check " + number;
    return new Case(
        oneLine(name + ": " + StepText.of(check.check())),
        check.check().position(),
        check.holds() ? Outcome.PASSED : Outcome.FAILED,
        check.holds()
            ? null
            : new Failure(
                Rule.of(check.check()),
                VisibleText.lineOf(check.wrong()),
                List.of(check.wrong()),
                List.of(),
                DecisionText.last(result.decisions())),
        "",
        terminal,
        number == 1 ? result.endedAtNanos() - result.startedAtNanos() : 0);
  }

  /** What a run's steps do not tell: that it broke, and which steps it never came to. */
  static List<Case> after(RunResult result, List<Case> before) {
    List<Case> cases = new ArrayList<>();
    boolean told = before.stream().anyMatch(each -> each.outcome() == Outcome.ERROR);
    if (result.verdict() == Verdict.ERROR && !told) {
      cases.add(broken(result));
    }
    List<Step> steps = result.scenario().stepsOfRun();
    for (int number = result.steps().size() + 1; number <= steps.size(); number++) {
      cases.add(skipped(number, steps.get(number - 1)));
    }
    return cases;
  }

  private static Case broken(RunResult result) {
    Failure failure =
        new Failure(
            Rule.NOT_RUN,
            VisibleText.lineOf(result.error()),
            List.of(result.error()),
            List.of(),
            List.of());
    Position position = beginning(result.scenario());
    return new Case("the run", position, Outcome.ERROR, failure, "", "", 0);
  }

  private static Position beginning(Scenario scenario) {
    return new Position(scenario.file(), 1, 1);
  }

  private static Case skipped(int number, Step step) {
    String reason = "not begun, for the scenario could not be run to its end";
    return new Case(name(number, step), step.position(), Outcome.SKIPPED, null, reason, "", 0);
  }

  /** Its number and what it does, not its line: that would make it another test when lines move. */
  private static String name(int number, Step step) {
    if (!(step instanceof Step.Run run)) {
      return oneLine("step " + number + ": " + StepText.of(step));
    }
    List<String> lines = run.script().strip().lines().toList();
    String typed = lines.isEmpty() ? "" : ": " + lines.getFirst();
    return oneLine("step " + number + " on " + run.on() + typed + (lines.size() > 1 ? " ..." : ""));
  }

  private static String oneLine(String text) {
    String shown = VisibleText.lineOf(text);
    return shown.codePointCount(0, shown.length()) <= NAME_MAX
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, NAME_MAX - 4)) + " ...";
  }

  private static Outcome outcome(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> Outcome.PASSED;
      case FAILED -> Outcome.FAILED;
      case ERROR -> Outcome.ERROR;
    };
  }
}
