package io.lvsim.cli;

import io.lvsim.nic.Nic;
import io.lvsim.nic.NicBackend;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicOptions;
import io.lvsim.nic.NicState;
import io.lvsim.nic.Nics;
import io.lvsim.replay.Pace;
import io.lvsim.replay.ReplayFrames;
import io.lvsim.report.JourneyFilter;
import io.lvsim.report.JourneyText;
import io.lvsim.report.Transcript;
import io.lvsim.report.story.StoryRecorder;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a capture again, into a scenario's lab or onto a NIC. */
@Command(
    name = "replay",
    description =
        "Plays a capture again: into the lab of a scenario, in virtual time, and says what became"
            + " of it; or onto a network interface of this machine. With --expect it is compared"
            + " what a real director behind that interface does with what the simulated one does.",
    footer = {
      "  lvsim replay client.pcapng --into article-rr --at client1.eth0",
      "  lvsim replay client.pcap --into mine.lvs.yaml --at client.eth0 --explain \\",
      "      --filter-from 10.1.2.3 --map-ip 10.1.2.3=192.168.2.10 --map-ip 10.9.9.9=192.168.2.188",
      "  lvsim replay trace.pcap --iface eth0 --speed 2x",
      "  lvsim replay trace.pcap --iface eth0 --rate 10000 --loops 0",
      "  lvsim replay trace.pcap --iface eth0 --map-mac 02:00:00:00:00:01=02:00:00:00:00:02 --dry-run",
      "  lvsim replay client.pcapng --iface eth1 --expect mine.lvs.yaml --at client.eth0 \\",
      "      --watch eth1 --answer-arp --same-mac director.eth0=52:54:00:12:34:56"
    })
final class ReplayCommand extends Subcommand {
  @Mixin private ReplayInput input = new ReplayInput();

  @Option(
      names = "--into",
      paramLabel = "FILE|NAME",
      description =
          "A scenario: its lab is built, its steps are run, then the frames enter at --at.")
  private @Nullable String into;

  @Option(
      names = "--at",
      paramLabel = "PORT",
      description =
          "Where the frames enter, such as client1.eth0: as if this machine's NIC sent them.")
  private @Nullable String at;

  @Option(
      names = "--verbatim",
      description =
          "Into a scenario: send TCP segments as captured. By default what they acknowledge is"
              + " fitted to the sequence numbers of the server that answers now.")
  private boolean verbatim;

  @Option(
      names = "--explain",
      description = "Into a scenario: say for each frame why it went where it went.")
  private boolean explain;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Into a scenario: leave there what lvsim run -o leaves, the replay included.")
  private @Nullable Path output;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Into a scenario: what every random choice follows from.")
  private @Nullable Long seed;

  @Option(
      names = "--iface",
      paramLabel = "NAME",
      description = "A network interface of this machine that sends the frames.")
  private @Nullable String iface;

  @Option(
      names = "--backend",
      paramLabel = "BACKEND",
      description =
          "How the interface is opened: af-packet, libpcap, pcap4j or jnetpcap; by default the"
              + " fastest that works.")
  private @Nullable String backend;

  @Option(
      names = "--dry-run",
      description = "With --iface: say what would be sent, and send nothing.")
  private boolean dryRun;

  @Mixin private ExpectOptions expect = new ExpectOptions();

  @Mixin private ReplayPace pace = new ReplayPace();

  @Override
  public Integer call() throws Exception {
    if ((into == null) == (iface == null)) {
      throw new BadInput("say where to replay: --into a scenario, or --iface an interface");
    }
    if (iface == null) {
      return intoScenario();
    }
    if (explain || verbatim) {
      throw new BadInput("--verbatim and --explain need --into, not --iface");
    }
    if (expect.scenario() != null) {
      return expecting(iface, expect.scenario());
    }
    if (expect.isIncomplete()) {
      throw new BadInput(
          "--watch, --under-test, --same-mac, --answer-arp and --ignore need --expect");
    }
    if (at != null || output != null || seed != null) {
      throw new BadInput("--at, -o and --seed need --into or --expect");
    }
    return ontoNic(iface);
  }

  private int expecting(String name, String model)
      throws BadInput, IOException, NicException, ScenarioException {
    NicBackend way = backend == null ? null : backendOf(backend);
    Scenario scenario = scenario("--expect", model);
    EntryPort entry = EntryPort.of(scenario, at);
    if (pace.loops() == 0) {
      throw new BadInput("--loops 0: a replay with --expect must end");
    }
    if (dryRun) {
      throw new BadInput("--dry-run cannot be had with --expect");
    }
    ReplayFrames frames = input.frames(true);
    try (Nic nic = Nics.open(name, NicOptions.standard(), way)) {
      ReplayFrames fitting = frames.fitting(nic.mtu());
      if (fitting.summary().count() == 0) {
        throw input.nothing(fitting.summary());
      }
      return new ExpectedReplay(surroundings(), input.name(), expect, entry, way, output)
          .compare(scenario, seed, nic, fitting, pace.pace(), pace.loops());
    }
  }

  private int ontoNic(String name) throws BadInput, IOException, NicException {
    NicBackend way = backend == null ? null : backendOf(backend);
    Pace speed = pace.pace();
    long loops = pace.loops();
    ReplayFrames frames = input.frames(false);
    boolean terminal = Boolean.getBoolean("lvsim.terminal");
    NicReplay replay = new NicReplay(surroundings(), terminal);
    if (dryRun) {
      replay.announce(input.name(), name, frames.fitting(mtuOf(name)).summary());
      return ExitCode.PASSED;
    }
    try (Nic nic = Nics.open(name, NicOptions.standard(), way)) {
      ReplayFrames fitting = frames.fitting(nic.mtu());
      if (fitting.summary().count() == 0) {
        throw input.nothing(fitting.summary());
      }
      replay.play(input.name(), nic, fitting, speed, loops);
    }
    return ExitCode.PASSED;
  }

  static NicBackend backendOf(String name) throws BadInput {
    for (NicBackend each : NicBackend.inOrder()) {
      if (each.optionName().equals(name)) {
        return each;
      }
    }
    throw new BadInput(
        "--backend "
            + name
            + ": there is no such backend; there are "
            + String.join(
                ", ", NicBackend.inOrder().stream().map(NicBackend::optionName).toList()));
  }

  private static int mtuOf(String name) throws NicException {
    NicState found = NicState.of(name);
    if (found == null) {
      throw new NicException(
          "there is no interface " + name + "; there are " + String.join(", ", Nics.names()));
    }
    return found.mtu();
  }

  private int intoScenario() throws BadInput, IOException, ScenarioException {
    if (backend != null || dryRun || expect.scenario() != null || expect.isIncomplete()) {
      throw new BadInput("--backend, --dry-run and --expect need --iface, not --into");
    }
    Scenario scenario = scenario("--into", java.util.Objects.requireNonNull(into));
    EntryPort entry = EntryPort.of(scenario, at);
    Pace speed = pace.pace();
    long loops = pace.loops();
    if (loops == 0) {
      throw new BadInput("--loops 0: into a scenario a replay must end");
    }
    ReplayFrames frames = input.frames(true);
    LabReplay replay = new LabReplay(entry, frames, speed, loops, verbatim, explain);
    RunResult result = run(scenario, replay);
    LabReplay.Outcome outcome = replay.outcome();
    if (explain) {
      JourneyText text = new JourneyText(out(), ink());
      text.legend();
      text.print(replay.journeys(), new JourneyFilter());
    }
    new LabReplayText(out()).print(input.name(), entry, outcome);
    return result.verdict() == Verdict.PASSED ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private static Scenario scenario(String option, String name) throws BadInput, ScenarioException {
    List<ScenarioSource> sources = ScenarioSource.find(List.of(name));
    if (sources.size() != 1) {
      throw new BadInput(option + " " + name + ": it names no single scenario");
    }
    return sources.getFirst().read();
  }

  private RunResult run(Scenario scenario, LabReplay replay) throws IOException {
    Transcript transcript = new Transcript(out(), ink(), true);
    if (output == null) {
      return run(scenario, new RunListeners(List.of(transcript, replay)));
    }
    try (OutputDirectory directory =
        new OutputDirectory(output, List.of(scenario), CaptureFormat.pcapng, false)) {
      RunResult result =
          run(
              scenario,
              new RunListeners(
                  List.of(
                      transcript,
                      directory.listener(),
                      new StoryRecorder(directory::keep),
                      replay)));
      directory.finish(List.of(result));
      return result;
    }
  }

  private RunResult run(Scenario scenario, RunListener listener) {
    return new ScenarioRunner(Seeds.limits(seed)).run(scenario, listener);
  }
}
