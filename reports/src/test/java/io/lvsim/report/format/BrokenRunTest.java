package io.lvsim.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.scenario.ClockKind;
import io.lvsim.scenario.Position;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import io.lvsim.scenario.run.Verdict;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that come to no end: what broke is an error, what was not begun is skipped. */
class BrokenRunTest {
  private static final Step FIRST = new Step.Wait(new Position("b.lvs.yaml", 5, 5), "", 1_000);
  private static final Step SECOND = new Step.Mark(new Position("b.lvs.yaml", 6, 5), "", "two");
  private static final Scenario SCENARIO =
      new Scenario(
          "b.lvs.yaml",
          "broken",
          "",
          1,
          "6.1",
          ClockKind.VIRTUAL,
          null,
          List.of(FIRST, SECOND),
          null,
          List.of());

  @Test
  void theBrokenStepIsAnErrorAndTheRestIsSkipped() {
    String xml = write(FormatKind.JUNIT, brokenStep());
    assertThat(xml)
        .contains("tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"1\"")
        .contains("<error type=\"not-run\" message=\"too many events\">b.lvs.yaml:5:5: too many")
        .contains("<skipped message=\"not begun, for the scenario could not be run to its end\"/>");
    assertThat(write(FormatKind.TAP, brokenStep()))
        .isEqualTo(
            """
            TAP version 13
            # Subtest: broken
                not ok 1 - step 1: wait 1 us
                  ---
                  message: "too many events"
                  at: "b.lvs.yaml:5:5"
                  severity: error
                  rule: not-run
                  ...
                ok 2 - step 2: counts begin anew: two # SKIP not begun, for the scenario could not be run to its end
                1..2
            not ok 1 - broken
              ---
              message: "too many events"
              at: "b.lvs.yaml:5:5, step 1: wait 1 us"
              failed: 1
              ...
            1..1
            """);
  }

  @Test
  void whatBrokeBeforeAnyStepIsAnErrorOfTheRun() {
    RunResult result = result("lan: no such\nswitch", List.of());
    assertThat(write(FormatKind.JUNIT, result))
        .contains("tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"2\"")
        .contains("<testcase name=\"the run\" classname=\"broken\" time=\"0.000\">")
        .contains(
            "b.lvs.yaml:1:1: lan: no such\\nswitch\nin broken, the run\nlan: no such\nswitch");
    assertThat(write(FormatKind.GITHUB, result))
        .isEqualTo(
            """
            ::group::ERROR: broken, 3 cases, 0 ns of virtual time, seed 1
            => ERROR  the run
            => skipped  step 1: wait 1 us
            => skipped  step 2: counts begin anew: two
            ::endgroup::
            ::error file=b.lvs.yaml,line=1,col=1,title=broken%2C the run::lan: no such\\nswitch%0Alan: no such%0Aswitch
            1 scenario, 0 passed; 3 cases, 1 in error, 2 skipped
            """);
    assertThat(write(FormatKind.SARIF, result)).contains("\"ruleId\" : \"not-run\"");
    assertThat(write(FormatKind.MARKDOWN, result))
        .contains("| ERROR | <code>broken</code> | 0 of 3 |");
  }

  @Test
  void sectionsBearTheNameOfTheirCollectionAndNoNameTwice() {
    RunResult section = result("gone", List.of());
    Scenario collection =
        new Scenario(
            "c.lvs.yaml",
            "all",
            "",
            1,
            "6.1",
            ClockKind.VIRTUAL,
            null,
            List.of(),
            null,
            List.of(SCENARIO, SCENARIO));
    StringWriter text = new StringWriter();
    RunFormat format = FormatKind.JUNIT.open(text);
    format.begin();
    format.scenarioStarted(collection);
    tell(format, section);
    tell(format, section);
    RunResult whole = RunResult.ofSections(collection, 1, List.of(section, section));
    format.scenarioEnded(whole);
    format.finish(List.of(whole));
    assertThat(text.toString())
        .contains("<testsuite name=\"all / broken\"", "<testsuite name=\"all / broken (2)\"")
        .doesNotContain("name=\"all\"");
  }

  @Test
  void nothingRunIsValidToo() {
    for (FormatKind kind : FormatKind.values()) {
      StringWriter text = new StringWriter();
      RunFormat format = kind.open(text);
      format.begin();
      format.finish(List.of());
      assertThat(text.toString()).as(kind.word()).endsWith("\n");
    }
  }

  private static RunResult brokenStep() {
    StepResult broken =
        new StepResult(
            1, FIRST, Verdict.ERROR, 0, 10, List.of(), List.of("too many events"), List.of(), null);
    return result("too many events", List.of(broken));
  }

  private static RunResult result(String error, List<StepResult> steps) {
    return new RunResult(SCENARIO, Verdict.ERROR, error, 1, 0, steps, List.of());
  }

  private static String write(FormatKind kind, RunResult result) {
    StringWriter text = new StringWriter();
    RunFormat format = kind.open(text);
    format.begin();
    tell(format, result);
    format.finish(List.of(result));
    return text.toString();
  }

  private static void tell(RunFormat format, RunResult result) {
    format.scenarioStarted(result.scenario());
    for (StepResult step : result.steps()) {
      format.stepStarted(step.number(), step.step(), step.startedAtNanos());
      format.stepEnded(step);
    }
    format.scenarioEnded(result);
  }
}
