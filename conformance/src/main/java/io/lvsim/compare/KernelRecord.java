package io.lvsim.compare;

import io.lvsim.compare.RunRecord.SeenFrame;
import io.lvsim.compare.RunRecord.StepView;
import io.lvsim.kernel.LabRecord;
import io.lvsim.kernel.LabRecord.StepRecord;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real kernel's run as it is compared. */
final class KernelRecord {
  private KernelRecord() {}

  static RunRecord of(Scenario scenario, LabRecord lab) {
    List<Step> all = scenario.stepsOfRun();
    List<StepView> steps = new ArrayList<>();
    for (StepRecord step : lab.steps()) {
      steps.add(
          new StepView(
              step.number(),
              all.get(step.number() - 1),
              step.outputLines(),
              statusOf(step),
              step.look()));
    }
    List<SeenFrame> frames = new ArrayList<>();
    lab.frames()
        .forEach(f ->
            frames.add(
                new SeenFrame(
                    lab.interfaces().get(f.interfaceNumber()), f.at(), f.outgoing(), f.bytes())));
    return new RunRecord(lab.error(), List.copyOf(steps), List.copyOf(frames));
  }

  private static @Nullable Integer statusOf(StepRecord step) {
    return step.typed().isEmpty() ? null : step.typed().getLast().status();
  }
}
