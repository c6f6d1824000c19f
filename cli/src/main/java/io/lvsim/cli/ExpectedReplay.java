package io.lvsim.cli;

import io.lvsim.live.MachineInterface;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicBackend;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicOptions;
import io.lvsim.nic.Nics;
import io.lvsim.replay.Alignment;
import io.lvsim.replay.CapturedEnds;
import io.lvsim.replay.Expectation;
import io.lvsim.replay.LoopedFrames;
import io.lvsim.replay.NicWatch;
import io.lvsim.replay.Pace;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.report.Transcript;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.Verdict;
import io.lvsim.wire.Ipv4Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Replays onto a NIC and holds what comes back against what the simulator predicts: first the
 * simulated lab gets the capture, then the real one, then both outcomes are read side by side.
 */
final class ExpectedReplay {
  private final Surroundings surroundings;
  private final String capture;
  private final ExpectOptions options;
  private final EntryPort entry;
  private final @Nullable NicBackend backend;
  private final @Nullable Path output;
  private final List<NicWatch> watches = new ArrayList<>();

  ExpectedReplay(
      Surroundings surroundings,
      String capture,
      ExpectOptions options,
      EntryPort entry,
      @Nullable NicBackend backend,
      @Nullable Path output) {
    this.surroundings = surroundings;
    this.capture = capture;
    this.options = options;
    this.entry = entry;
    this.backend = backend;
    this.output = output;
  }

  /** Does it all; the exit status. */
  int compare(
      Scenario scenario, @Nullable Long seed, Nic nic, ReplayFrames frames, Pace pace, long loops)
      throws BadInput, NicException, IOException {
    Path directory = output == null ? Files.createTempDirectory("lvsim-expect") : output;
    Files.createDirectories(directory);
    try {
      Path predicted = directory.resolve("predicted.pcapng");
      Prediction prediction = new Prediction(entry, frames, pace, loops, options, predicted);
      Transcript transcript = new Transcript(surroundings.out(), surroundings.ink(), true);
      RunResult result =
          new ScenarioRunner(Seeds.limits(seed))
              .run(scenario, new RunListeners(List.of(transcript, prediction)));
      prediction.require();
      CapturedEnds ends = CapturedEnds.of(frames);
      warnOfOwnAddresses(ends);
      long startNanos = play(directory, prediction, nic, frames, pace, loops);
      ExpectedReplayText text = new ExpectedReplayText(surroundings.out(), prediction);
      Alignment alignment =
          new Alignment(options.withinNanos(), options.ignored(), names(), text::mismatch);
      try (Expectation expectation =
          new Expectation(
              ends,
              alignment,
              prediction::isTested,
              prediction::placeOf,
              new LoopedFrames(frames, pace, loops),
              predicted)) {
        for (int place = 0; place < names().size(); place++) {
          expectation.add(observed(directory, place), place, startNanos);
        }
        expectation.align();
        text.summary(alignment, expectation, lost());
      }
      boolean good = text.mismatches() == 0 && alignment.agreeing() > 0;
      return good && result.verdict() == Verdict.PASSED ? ExitCode.PASSED : ExitCode.FAILED;
    } finally {
      watches.forEach(NicWatch::close);
      if (output == null) {
        removeAll(directory);
      }
    }
  }

  private List<String> names() throws BadInput {
    return options.watches().stream().map(ExpectOptions.WatchedInterface::name).toList();
  }

  private Path observed(Path directory, int place) throws BadInput {
    return directory.resolve("observed." + FileName.of(names().get(place)) + ".pcapng");
  }

  /** This machine's kernel would answer the director, and reset connections. */
  private void warnOfOwnAddresses(CapturedEnds ends) {
    for (MachineInterface each : MachineInterface.all()) {
      for (MachineInterface.Address address : each.addresses()) {
        if (ends.sources().contains(address.address())) {
          surroundings
              .err()
              .println(
                  "warning: frames of the capture come from "
                      + Ipv4Address.format(address.address())
                      + ", an address of this machine's own kernel ("
                      + each.name()
                      + "), which will reset the connections");
        }
      }
    }
    surroundings.err().flush();
  }

  private long play(
      Path directory, Prediction prediction, Nic nic, ReplayFrames frames, Pace pace, long loops)
      throws BadInput, NicException, IOException {
    for (int place = 0; place < names().size(); place++) {
      Nic watched =
          Nics.open(names().get(place), NicOptions.standard().withPromiscuous(true), backend);
      watches.add(new NicWatch(watched, observed(directory, place), prediction.answers(place)));
    }
    NicReplay replay = new NicReplay(surroundings, Boolean.getBoolean("lvsim.terminal"));
    long startNanos = replay.play(capture, nic, frames, pace, loops);
    try {
      TimeUnit.NANOSECONDS.sleep(options.withinNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (NicWatch watch : watches) {
      watch.stop();
    }
    return startNanos;
  }

  private long lost() {
    return watches.stream().mapToLong(NicWatch::lost).sum();
  }

  private static void removeAll(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
