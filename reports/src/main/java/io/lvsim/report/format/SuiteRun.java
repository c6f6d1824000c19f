package io.lvsim.report.format;

import io.lvsim.report.Ink;
import io.lvsim.report.Transcript;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a suite of each scenario as it runs, and has it written when it has ended. */
final class SuiteRun implements RunFormat {
  private final SuiteFormat format;
  private final Pieces to;
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Suite> suites = new ArrayList<>();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Transcript transcript =
      new Transcript(new PrintStream(shown, true, StandardCharsets.UTF_8), Ink.PLAIN, false);
  private List<Case> cases = new ArrayList<>();

  SuiteRun(SuiteFormat format, Pieces to) {
    this.format = format;
    this.to = to;
  }

  @Override
  public void begin() {
    to.write(format.beginning());
  }

  @Override
  public void scenarioStarted(Scenario scenario) {
    open.addLast(VisibleText.lineOf(scenario.name()));
    cases = new ArrayList<>();
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    transcript.stepStarted(number, step, nowNanos);
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    transcript.typed(machine, prompt, line);
  }

  @Override
  public void output(String machine, byte[] bytes) {
    transcript.output(machine, bytes);
  }

  @Override
  public void stepEnded(StepResult result) {
    transcript.endLine();
    cases.addAll(Cases.of(result, shown.toString(StandardCharsets.UTF_8)));
    shown.reset();
  }

  @Override
  public void scenarioEnded(RunResult result) {
    if (!result.scenario().isCollection()) {
      cases.addAll(Cases.after(result, cases));
      Suite suite = suite(result);
      suites.add(suite);
      to.write(format.suite(suite, suites.size()));
    }
    open.removeLast();
  }

  private Suite suite(RunResult result) {
    Scenario scenario = result.scenario();
    return new Suite(
        unique(String.join(" / ", open)),
        scenario.file(),
        scenario.description().strip(),
        result.seed(),
        result.virtualNanos(),
        List.copyOf(cases));
  }

  private String unique(String name) {
    String taken = name;
    for (int i = 2; !names.add(taken); i++) {
      taken = name + " (" + i + ")";
    }
    return taken;
  }

  @Override
  public void finish(List<RunResult> results) {
    to.write(format.end(suites));
  }
}
