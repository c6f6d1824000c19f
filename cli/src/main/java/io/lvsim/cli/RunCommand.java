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
      "  lvsim run scenarios/ --format junit=junit.xml --format github"
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
              + " packet comments), transcript.txt, results.json, decisions.jsonl, and story.json for"
              + " lvsim report.")
  private @Nullable Path output;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Leave there report.html, one page that explains the run: verdict, stage, ladder of"
              + " frames, charts and transcript; it opens in any browser, without a network.")
  private @Nullable Path report;

  @Option(
      names = "--format",
      paramLabel = "FORMAT[=FILE]",
      description =
          "Write for machines, can be given several times: junit, tap, json, jsonl (a line for each"
              + " event, as it happens), sarif, github (GitHub's log with annotations) or markdown."
              + " Without a file it is written to standard output instead of the transcript.")
  private List<String> formats = new ArrayList<>();

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
    List<FormatTarget> targets = FormatTarget.all(formats);
    boolean transcript = targets.stream().allMatch(target -> target.file() != null);
    List<RunResult> results = runAll(scenarios, targets, transcript);
    if (results.size() > 1 && transcript) {
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

  private List<RunResult> runAll(
      List<Scenario> scenarios, List<FormatTarget> targets, boolean transcript)
      throws IOException, BadInput, KernelException {
    List<RunListener> listeners = new ArrayList<>();
    if (transcript) {
      listeners.add(new Transcript(out(), ink(), quiet));
    }
    ReportFile page = report == null ? null : ReportFile.in(report, titleOf(scenarios));
    if (page != null) {
      listeners.add(page.listener());
    }
    List<RunResult> results;
    try (FormatOutputs outputs = new FormatOutputs(targets, out())) {
      listeners.addAll(outputs.begin());
      results = runAndKeep(scenarios, listeners);
      outputs.finish(results);
    }
    if (page != null) {
      page.write();
    }
    return results;
  }

  private static String titleOf(List<Scenario> scenarios) {
    return scenarios.size() == 1 ? scenarios.getFirst().name() : scenarios.size() + " scenarios";
  }

  private List<RunResult> runAndKeep(List<Scenario> scenarios, List<RunListener> listeners)
      throws IOException, BadInput, KernelException {
    if (output == null) {
      return runAll(scenarios, new RunListeners(listeners));
    }
    try (OutputDirectory directory =
        new OutputDirectory(output, scenarios, captureFormat, captureSwitches)) {
      listeners.add(directory.listener());
      List<RunResult> results = runAll(scenarios, new RunListeners(listeners));
      directory.finish(results);
      return results;
    }
  }

  private List<RunResult> runAll(List<Scenario> scenarios, RunListener listener)
      throws BadInput, KernelException {
    if (on == Runner.kernel) {
      return new KernelRunner(kernelOptions.choice(), kernelOptions.clock(), false)
          .run(scenarios, listener);
    }
    ScenarioRunner runner = new ScenarioRunner(Seeds.limits(seed));
    List<RunResult> results = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      results.add(runner.run(scenario, listener));
    }
    return results;
  }
}
