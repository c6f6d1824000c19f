package io.lvsim.report.story;

import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.library.ScenarioLibrary;
import io.lvsim.scenario.run.RunLimits;
import io.lvsim.scenario.run.ScenarioRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Stories of scenarios that come with the program. */
public final class RecordedRuns {
  private RecordedRuns() {}

  /** Runs one, and tells its story. */
  public static Story of(String scenario, long seed) {
    RunLimits usual = RunLimits.DEFAULT;
    RunLimits limits =
        new RunLimits(usual.eventsPerStep(), usual.outputBytesPerStep(), OptionalLong.of(seed));
    List<Story> told = new ArrayList<>();
    try {
      new ScenarioRunner(limits).run(ScenarioLibrary.load(scenario), new StoryRecorder(told::add));
    } catch (ScenarioException e) {
      throw new IllegalStateException(e);
    }
    return told.getFirst();
  }
}
