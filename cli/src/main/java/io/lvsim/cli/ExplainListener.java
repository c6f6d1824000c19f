package io.lvsim.cli;

import io.lvsim.lab.Lab;
import io.lvsim.report.JourneyFilter;
import io.lvsim.report.JourneyLog;
import io.lvsim.report.JourneyText;
import io.lvsim.report.StepText;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import org.jspecify.annotations.Nullable;

/** Follows the frames of each lab that is run, and prints them when its scenario has ended. */
final class ExplainListener implements RunListener {
  private final Surroundings surroundings;
  private final JourneyText text;
  private final JourneyFilter filter;
  private JourneyLog log = new JourneyLog();
  private @Nullable Lab lab;
  private int framesShown;

  ExplainListener(Surroundings surroundings, JourneyFilter filter) {
    this.surroundings = surroundings;
    this.text = new JourneyText(surroundings.out(), surroundings.ink());
    this.filter = filter;
  }

  void legend() {
    text.legend();
  }

  int framesShown() {
    return framesShown;
  }

  @Override
  public void labBuilt(Scenario scenario, Lab newLab) {
    lab = newLab;
    log = new JourneyLog();
    newLab.trace().add(log);
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    note(machine, prompt + line);
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    if (!(step instanceof Step.Run)) {
      note("lab", StepText.of(step));
    }
  }

  @Override
  public void scenarioEnded(RunResult result) {
    if (lab == null) {
      return;
    }
    surroundings.out().println("# === " + VisibleText.lineOf(result.scenario().name()));
    framesShown += text.print(log, filter);
    lab = null;
    log = new JourneyLog();
  }

  private void note(String node, String what) {
    if (lab != null) {
      log.note(lab.simulation().now(), node, what);
    }
  }
}
