package io.lvsim.cli;

import io.lvsim.kernel.KernelException;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.report.Transcript;
import io.lvsim.report.Verdicts;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs scenarios and says whether everything was as expected. */
@Command(
    name = "run",
    description =
        "Runs scenarios: shows what is typed and what comes back, as it happens, and says whether"
            + " everything was as expected.",
    footer = {
      "  lvsim run article                  the whole tutorial",
      "  lvsim run article-wrr -o out       one section, with a capture of every interface",
      "  lvsim run mine.lvs.yaml --seed 7",
      "  lvsim run article-wrr --on kernel  the same commands, on a real Linux kernel",
      "  lvsim run --quiet scenarios/       all *.lvs.yaml files of a directory",
      "  lvsim run mine.lvs.yaml --plug rs1.eth0=veth1 --plug rs2.eth0=veth2 --stay forever"
    })
final class RunCommand extends Subcommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|NAME",
      description = "A file, a directory of *.lvs.yaml files, a pattern, or a name of lvsim list.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Leave there: a capture of every interface (NODE.INTERFACE.pcapng, with the decisions as"
              + " packet comments), transcript.txt, results.json and decisions.jsonl.")
  private @Nullable Path output;

  @Option(names = "--capture-switches", description = "Capture the switches' ports too; needs -o.")
  private boolean captureSwitches;

  @Option(
      names = "--capture-format",
      paramLabel = "FORMAT",
      defaultValue = "pcapng",
      description = "pcapng (default), or pcap for readers that do not know pcapng.")
  private CaptureFormat captureFormat = CaptureFormat.pcapng;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What every random choice follows from, instead of what the scenario says.")
  private @Nullable Long seed;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show only the verdicts and what was not as expected.")
  private boolean quiet;

  @Option(
      names = "--on",
      paramLabel = "RUNNER",
      defaultValue = "simulator",
      description =
          "simulator (default), or kernel: the same commands, typed into network namespaces of a"
              + " real Linux kernel.")
  private Runner on = Runner.simulator;

  @Mixin private KernelOptions kernelOptions = new KernelOptions();

  @Mixin private PlugOptions plugOptions = new PlugOptions();

  /** The words of --on. */
  enum Runner {
    simulator,
    kernel
  }

  @Override
  public Integer call() throws Exception {
    List<Scenario> scenarios = readAll();
    if (scenarios.isEmpty()) {
      err().println("nothing to run: name a scenario file or one of those that lvsim list names");
      return ExitCode.NOTHING_TO_RUN;
    }
    if (!plugOptions.isEmpty()) {
      return runPlugged(scenarios);
    }
    List<RunResult> results = runAll(scenarios, null);
    if (results.size() > 1) {
      out().println(Totals.of(results));
    }
    return Verdicts.of(results) == Verdict.PASSED ? ExitCode.PASSED : ExitCode.FAILED;
  }

  /** Reads all before any is run: a mistake in the last file is not to be found out late. */
  private List<Scenario> readAll() throws BadInput {
    List<Scenario> scenarios = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ScenarioSource source : ScenarioSource.find(arguments)) {
      try {
        scenarios.add(source.read());
      } catch (ScenarioException e) {
        problems.add(FailureHandler.messageOf(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(String.join("\n", problems));
    }
    return scenarios;
  }

  private int runPlugged(List<Scenario> scenarios) throws IOException, BadInput, KernelException {
    if (scenarios.size() != 1 || on == Runner.kernel) {
      throw new BadInput("--plug: one scenario at a time, in the simulator");
    }
    try (PluggedLab plugged = new PluggedLab(plugOptions, surroundings())) {
      plugged.require(scenarios.getFirst());
      Verdict verdict = Verdicts.of(runAll(scenarios, plugged));
      return plugged.end(verdict == Verdict.PASSED ? ExitCode.PASSED : ExitCode.FAILED);
    }
  }

  private List<RunResult> runAll(List<Scenario> scenarios, @Nullable PluggedLab plugged)
      throws IOException, BadInput, KernelException {
    List<RunListener> listeners = new ArrayList<>(List.of(new Transcript(out(), ink(), quiet)));
    if (plugged != null) {
      listeners.add(plugged);
    }
    if (output == null) {
      return runAll(scenarios, new RunListeners(listeners), plugged);
    }
    try (OutputDirectory directory =
        new OutputDirectory(output, scenarios, captureFormat, captureSwitches)) {
      listeners.add(1, directory.listener());
      List<RunResult> results = runAll(scenarios, new RunListeners(listeners), plugged);
      directory.finish(results);
      return results;
    }
  }

  private List<RunResult> runAll(
      List<Scenario> scenarios, RunListener listener, @Nullable PluggedLab plugged)
      throws BadInput, KernelException {
    if (on == Runner.kernel) {
      return new KernelRunner(kernelOptions.choice(), kernelOptions.clock(), false)
          .run(scenarios, listener);
    }
    ScenarioRunner runner = new ScenarioRunner(Seeds.limits(seed), plugged);
    List<RunResult> results = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      results.add(runner.run(scenario, listener));
    }
    return results;
  }
}
