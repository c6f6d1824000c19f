package io.lvsim.cli;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.RunComparison;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.ScenarioRunner;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs scenarios on the simulator and on a real kernel, and tells every divergence. */
@Command(
    name = "compare",
    description =
        "Runs scenarios on the simulator and on a real Linux kernel, and tells every divergence:"
            + " what terminals show, the frames on every interface, neighbour caches, switch"
            + " tables, virtual services and connections after every step.",
    footer = {
      "  lvsim compare article-rr",
      "  lvsim compare 'conformance-*'",
      "  lvsim compare mine.lvs.yaml --most 100"
    })
final class CompareCommand extends Subcommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|NAME",
      description = "A file, a directory of *.lvs.yaml files, a pattern, or a name of lvsim list.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many divergences of a scenario are shown at most; 20 by default.")
  private int most;

  @Mixin private KernelOptions kernelOptions = new KernelOptions();

  private long lines;
  private long frames;
  private long states;
  private final List<String> differing = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    for (ScenarioSource source : ScenarioSource.find(arguments)) {
      addAll(source.read(), scenarios);
    }
    if (scenarios.isEmpty()) {
      err().println("nothing to compare: no scenario is meant by that");
      return ExitCode.NOTHING_TO_RUN;
    }
    KernelRunner kernel = new KernelRunner(kernelOptions.choice(), kernelOptions.clock(), true);
    RunComparison comparison = new RunComparison(kernel, new ScenarioRunner());
    long began = System.nanoTime();
    comparison.compare(scenarios, this::tell);
    long whole = System.nanoTime() - began;
    out()
        .printf(
            "%d scenarios compared: %d transcript lines, %d frames, %d entries of tables; %s%n",
            scenarios.size(),
            lines,
            frames,
            states,
            differing.isEmpty()
                ? "no divergence"
                : differing.size() + " differ: " + String.join("; ", differing));
    tellTimes(comparison.simulatorNanos(), whole);
    return differing.isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  /** Side by side in one run: the kernel's share includes its boot. */
  private void tellTimes(long simulatorNanos, long wholeNanos) {
    double simulator = simulatorNanos / 1e9;
    double kernel = (wholeNanos - simulatorNanos) / 1e9;
    out()
        .printf(
            "the simulator took %.2f s, the kernel %.1f s: %.0f times as long%n",
            simulator, kernel, kernel / simulator);
  }

  private static void addAll(Scenario scenario, List<Scenario> to) {
    if (scenario.isCollection()) {
      scenario.sections().forEach(section -> addAll(section, to));
    } else {
      to.add(scenario);
    }
  }

  private void tell(Agreement agreement) {
    lines += agreement.lines();
    frames += agreement.frames();
    states += agreement.states();
    if (!agreement.isWhole()) {
      differing.add(VisibleText.lineOf(agreement.scenario()));
    }
    AgreementText.print(out(), ink(), agreement, most);
    out().flush();
  }
}
