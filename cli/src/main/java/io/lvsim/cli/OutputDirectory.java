package io.lvsim.cli;

import io.lvsim.capture.LabCapture;
import io.lvsim.lab.Lab;
import io.lvsim.report.DecisionLog;
import io.lvsim.report.Ink;
import io.lvsim.report.ResultsJson;
import io.lvsim.report.Transcript;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryJson;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves behind: captures, transcript, results, decisions. The captures of one scenario
 * lie in the directory itself, those of several in a directory each.
 */
final class OutputDirectory implements AutoCloseable {
  private final Path directory;
  private final boolean single;
  private final CaptureFormat format;
  private final boolean captureSwitches;
  private final PrintStream transcriptOut;
  private final Transcript transcript;
  private final DecisionLog decisions;
  private final Set<String> namesTaken = new LinkedHashSet<>();
  private @Nullable Path place;
  private @Nullable LabCapture capture;
  private @Nullable RecordedCapture recorded;

  OutputDirectory(
      Path directory, List<Scenario> scenarios, CaptureFormat format, boolean captureSwitches)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.single = scenarios.size() == 1 && !scenarios.getFirst().isCollection();
    this.format = format;
    this.captureSwitches = captureSwitches;
    transcriptOut =
        new PrintStream(
            Files.newOutputStream(directory.resolve("transcript.txt")),
            false,
            StandardCharsets.UTF_8);
    transcript = new Transcript(transcriptOut, Ink.PLAIN, false);
    decisions = new DecisionLog(Files.newBufferedWriter(directory.resolve("decisions.jsonl")));
  }

  /** Writes as the run goes on; {@link #keep} is to be told each story, after it. */
  RunListener listener() {
    return new RunListeners(List.of(transcript, new CaptureListener()));
  }

  /** Writes how the runs ended. */
  void finish(List<RunResult> results) throws IOException {
    AsideFile.writeText(directory.resolve("results.json"), out -> ResultsJson.write(results, out));
  }

  @Override
  public void close() {
    if (capture != null) {
      capture.discard();
    }
    if (recorded != null) {
      recorded.discard();
    }
    transcriptOut.close();
    decisions.close();
  }

  private void begin(Scenario scenario, Lab lab) {
    decisions.begin(scenario.name());
    lab.trace().add(decisions);
    Path here = placeOf(scenario);
    place = here;
    capture = LabCaptures.begin(lab, here, format, captureSwitches);
  }

  /** The story of a lab lies beside its captures. */
  void keep(Story story) {
    Path here = place;
    place = null;
    if (here == null) {
      return;
    }
    try {
      AsideFile.writeText(here.resolve(Stories.FILE), out -> StoryJson.write(story, out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path placeOf(Scenario scenario) {
    return single ? directory : createDirectory(scenario);
  }

  /** Named after the scenario's file, or after the scenario where a file holds several. */
  private Path createDirectory(Scenario scenario) {
    String name = FileName.ofScenarioFile(scenario.file());
    if (namesTaken.contains(name)) {
      name = FileName.of(scenario.name());
    }
    String first = name;
    for (int i = 2; !namesTaken.add(name); i++) {
      name = first + "-" + i;
    }
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Captures every lab that is built. */
  private final class CaptureListener implements RunListener {
    @Override
    public void labBuilt(Scenario scenario, Lab lab) {
      begin(scenario, lab);
    }

    @Override
    public void labRecorded(Scenario scenario, List<String> interfaces) {
      decisions.begin(scenario.name());
      Path here = placeOf(scenario);
      place = here;
      recorded = new RecordedCapture(here, format, interfaces);
    }

    @Override
    public void frame(String interfaceName, long atNanos, boolean outgoing, byte[] bytes) {
      if (recorded != null) {
        recorded.add(interfaceName, atNanos, outgoing, bytes);
      }
    }

    @Override
    public void scenarioEnded(RunResult result) {
      if (recorded != null) {
        recorded.close();
        recorded = null;
      }
      if (capture != null) {
        capture.close();
        capture = null;
      }
    }
  }
}
