package io.lvsim.page;

import io.lvsim.report.page.ReportPage;
import io.lvsim.report.story.StoryRecorder;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.library.ScenarioLibrary;
import io.lvsim.scenario.run.RunLimits;
import io.lvsim.scenario.run.ScenarioRunner;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reports to look at: scenarios run in this process, and told as a page. */
final class Reports {
  private Reports() {}

  /** A report about scenarios that come with the program. */
  static Path of(Path directory, String... names) {
    List<Scenario> scenarios = new ArrayList<>();
    try {
      for (String name : names) {
        scenarios.add(ScenarioLibrary.load(name));
      }
    } catch (ScenarioException e) {
      throw new IllegalStateException(e);
    }
    return of(directory, scenarios);
  }

  /** A report about scenarios. */
  static Path of(Path directory, List<Scenario> scenarios) {
    try {
      return Files.writeString(directory.resolve("report.html"), text(scenarios));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a report, as text. */
  static String text(List<Scenario> scenarios) {
    ReportPage page =
        new ReportPage(
            scenarios.size() == 1
                ? scenarios.getFirst().name()
                : scenarios.size() + " scenarios");
    ScenarioRunner runner = new ScenarioRunner(RunLimits.DEFAULT);
    scenarios.forEach(scenario -> runner.run(scenario, new StoryRecorder(page::add)));
    StringWriter text = new StringWriter();
    try {
      page.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
