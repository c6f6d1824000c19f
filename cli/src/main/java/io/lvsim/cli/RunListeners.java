package io.lvsim.cli;

import io.lvsim.lab.Lab;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.StepResult;
import java.util.List;

/** Several listeners, told one after the other. */
record RunListeners(List<RunListener> all) implements RunListener {
  @Override
  public void scenarioStarted(Scenario scenario) {
    all.forEach(l -> l.scenarioStarted(scenario));
  }

  @Override
  public void labBuilt(Scenario scenario, Lab lab) {
    all.forEach(l -> l.labBuilt(scenario, lab));
  }

  @Override
  public void labRecorded(Scenario scenario, List<String> interfaces) {
    all.forEach(l -> l.labRecorded(scenario, interfaces));
  }

  @Override
  public void frame(String interfaceName, long atNanos, boolean outgoing, byte[] bytes) {
    all.forEach(l -> l.frame(interfaceName, atNanos, outgoing, bytes));
  }

  @Override
  public void recordedAt(long nowNanos) {
    all.forEach(l -> l.recordedAt(nowNanos));
  }

  @Override
  public void stepStarted(int number, Step step, long nowNanos) {
    all.forEach(l -> l.stepStarted(number, step, nowNanos));
  }

  @Override
  public void typed(String machine, String prompt, String line) {
    all.forEach(l -> l.typed(machine, prompt, line));
  }

  @Override
  public void output(String machine, byte[] bytes) {
    all.forEach(l -> l.output(machine, bytes));
  }

  @Override
  public void stepEnded(StepResult result) {
    all.forEach(l -> l.stepEnded(result));
  }

  @Override
  public void stepsEnded(Scenario scenario, Lab lab) {
    all.forEach(l -> l.stepsEnded(scenario, lab));
  }

  @Override
  public void scenarioEnded(RunResult result) {
    all.forEach(l -> l.scenarioEnded(result));
  }
}
