package io.lvsim.cli;

import io.lvsim.kernel.KernelException;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.report.Transcript;
import io.lvsim.report.Verdicts;
import io.lvsim.report.story.Story;
import io.lvsim.report.story.StoryRecorder;
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
import java.util.function.Consumer;
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
      "  lvsim run mine.lvs.yaml --plug rs1.eth0=veth1 --plug rs2.eth0=veth2 --stay forever",
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
    List<FormatTarget> targets = FormatTarget.all(formats);
    if (!plugOptions.isEmpty()) {
      return runPlugged(scenarios, targets);
    }
    List<RunResult> results = runAll(scenarios, targets, null);
    if (results.size() > 1 && showsTranscript(targets)) {
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

  private int runPlugged(List<Scenario> scenarios, List<FormatTarget> targets)
      throws IOException, BadInput, KernelException {
    if (scenarios.size() != 1 || on == Runner.kernel) {
      throw new BadInput("--plug: one scenario at a time, in the simulator");
    }
    try (PluggedLab plugged = new PluggedLab(plugOptions, surroundings())) {
      plugged.require(scenarios.getFirst());
      Verdict verdict = Verdicts.of(runAll(scenarios, targets, plugged));
      return plugged.end(verdict == Verdict.PASSED ? ExitCode.PASSED : ExitCode.FAILED);
    }
  }

  /** A format on standard output takes the transcript's place. */
  private static boolean showsTranscript(List<FormatTarget> targets) {
    return targets.stream().allMatch(target -> target.file() != null);
  }

  private List<RunResult> runAll(
      List<Scenario> scenarios, List<FormatTarget> targets, @Nullable PluggedLab plugged)
      throws IOException, BadInput, KernelException {
    List<RunListener> listeners = new ArrayList<>();
    if (showsTranscript(targets)) {
      listeners.add(new Transcript(out(), ink(), quiet));
    }
    List<Consumer<Story>> readers = new ArrayList<>();
    ReportFile page = report == null ? null : ReportFile.in(report, titleOf(scenarios));
    if (page != null) {
      readers.add(page::add);
    }
    List<RunResult> results;
    try (FormatOutputs outputs = new FormatOutputs(targets, out())) {
      listeners.addAll(outputs.begin());
      results = runAndKeep(scenarios, listeners, readers, plugged);
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

  private List<RunResult> runAndKeep(
      List<Scenario> scenarios,
      List<RunListener> listeners,
      List<Consumer<Story>> readers,
      @Nullable PluggedLab plugged)
      throws IOException, BadInput, KernelException {
    if (output == null) {
      return runAll(scenarios, with(listeners, readers, plugged), plugged);
    }
    try (OutputDirectory directory =
        new OutputDirectory(output, scenarios, captureFormat, captureSwitches)) {
      listeners.add(directory.listener());
      readers.add(directory::keep);
      List<RunResult> results = runAll(scenarios, with(listeners, readers, plugged), plugged);
      directory.finish(results);
      return results;
    }
  }

  /**
   * One recorder for all who read the story. Ports are plugged when all others have seen the lab as
   * it was built.
   */
  private static RunListener with(
      List<RunListener> listeners, List<Consumer<Story>> readers, @Nullable PluggedLab plugged) {
    List<RunListener> all = new ArrayList<>(listeners);
    if (!readers.isEmpty()) {
      all.add(new StoryRecorder(story -> readers.forEach(reader -> reader.accept(story))));
    }
    if (plugged != null) {
      all.add(plugged);
    }
    return new RunListeners(all);
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
