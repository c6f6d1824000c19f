package io.lvsim.recording;

import io.lvsim.kernel.DebianWords;
import io.lvsim.kernel.KernelException;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.kernel.LabRecord;
import io.lvsim.scenario.Exercise;
import io.lvsim.scenario.Expectation;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.file.ExpectationWriter;
import io.lvsim.scenario.run.ComparedLine;
import io.lvsim.scenario.run.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a scenario's expectations from a real kernel. Lines of an expectation that hold stay as
 * they are written, patterns among them; the others become what the kernel said.
 */
public final class ScenarioRecording {
  private final KernelRunner kernel;

  public ScenarioRecording(KernelRunner kernel) {
    this.kernel = kernel;
  }

  /**
   * Runs a scenario and gives its file's text with the expectations filled in.
   *
   * @param scenario no collection
   * @param text the text it was read from
   */
  public String record(Scenario scenario, String text) throws KernelException, ScenarioException {
    LabRecord[] recorded = new LabRecord[1];
    kernel.record(List.of(scenario), (number, lab) -> recorded[0] = lab);
    LabRecord lab = recorded[0];
    if (!lab.error().isEmpty()) {
      throw new KernelException("the kernel did not come to the end: " + lab.error());
    }
    List<Step> steps = scenario.stepsOfRun();
    for (LabRecord.StepRecord step : lab.steps()) {
      if (step.typed().stream().anyMatch(typed -> typed.status() == null)) {
        throw new KernelException(
            steps.get(step.number() - 1).position()
                + ": a command did not end within the step's timeout; nothing was recorded");
      }
    }
    return ExpectationWriter.write(scenario.file(), text, expectations(scenario, lab));
  }

  /** For each step below {@code steps:}, which an exercise's start precedes in a run. */
  private static List<@Nullable List<String>> expectations(Scenario scenario, LabRecord lab) {
    Exercise exercise = scenario.exercise();
    int before = exercise == null ? 0 : exercise.start().size();
    List<@Nullable List<String>> all =
        new ArrayList<>(Collections.nCopies(scenario.steps().size(), null));
    for (LabRecord.StepRecord step : lab.steps()) {
      int index = step.number() - 1 - before;
      if (index >= 0 && index < all.size() && scenario.steps().get(index) instanceof Step.Run run) {
        all.set(index, expectation(run, step.outputLines()));
      }
    }
    return all;
  }

  /** Null where there is nothing to say: no output, and nothing was expected. */
  private static @Nullable List<String> expectation(Step.Run run, List<String> output) {
    Expectation old = run.expect();
    if (old == null) {
      return output.isEmpty() ? null : output.stream().map(ScenarioRecording::fresh).toList();
    }
    List<String> lines = new ArrayList<>();
    Map<String, String> written = new LinkedHashMap<>();
    List<Expectation.Line> wanted = DebianWords.of(old).lines();
    for (int i = 0; i < wanted.size(); i++) {
      written.put(wanted.get(i).text(), old.lines().get(i).text());
    }
    for (ComparedLine line : Comparison.of(wanted, output)) {
      String expected = line.expected() == null ? null : written.get(line.expected());
      String got = line.got();
      if (got != null) {
        lines.add(line.matches() && expected != null ? expected : fresh(got));
      }
    }
    return lines;
  }

  private static String fresh(String line) {
    return RecordedLine.of(line.stripTrailing());
  }
}
