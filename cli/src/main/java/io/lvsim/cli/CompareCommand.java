package io.lvsim.cli;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.RunComparison;
import io.lvsim.kernel.KernelException;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.report.VisibleText;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.run.ScenarioRunner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
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

  @Option(
      names = "--looks",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often a scenario is run before a divergence counts, for a real run can be late or"
              + " differ from itself; every look's divergences are shown; 3 by default.")
  private int looks;

  @Mixin private KernelOptions kernelOptions = new KernelOptions();

  /** What the last look at each scenario gave. */
  private final Map<Scenario, Agreement> agreements = new LinkedHashMap<>();

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
    if (looks < 1 || most < 0) {
      throw new BadInput("--looks wants a number from 1, --most one from 0");
    }
    KernelRunner kernel = new KernelRunner(kernelOptions.choice(), kernelOptions.clock(), true);
    RunComparison comparison = new RunComparison(kernel, new ScenarioRunner());
    long began = System.nanoTime();
    look(comparison, scenarios);
    int differedAtFirst = differing().size();
    for (int look = 2; look <= looks && !differing().isEmpty(); look++) {
      out().println("run again is what differed, look " + look + " of at most " + looks + ":");
      look(comparison, differing());
    }
    long whole = System.nanoTime() - began;
    out()
        .printf(
            "%d scenarios compared: %d transcript lines, %d frames, %d entries of tables; %s%n",
            agreements.size(),
            sum(Agreement::lines),
            sum(Agreement::frames),
            sum(Agreement::states),
            verdict(differedAtFirst));
    tellTimes(comparison.simulatorNanos(), whole);
    return differing().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private List<Scenario> differing() {
    return agreements.entrySet().stream()
        .filter(entry -> !entry.getValue().isWhole())
        .map(Map.Entry::getKey)
        .toList();
  }

  private long sum(ToLongFunction<Agreement> count) {
    return agreements.values().stream().mapToLong(count).sum();
  }

  private void look(RunComparison comparison, List<Scenario> scenarios) throws KernelException {
    Iterator<Scenario> each = scenarios.iterator();
    comparison.compare(scenarios, agreement -> tell(each.next(), agreement));
  }

  private String verdict(int differedAtFirst) {
    if (!differing().isEmpty()) {
      List<String> names = differing().stream().map(s -> VisibleText.lineOf(s.name())).toList();
      return names.size() + " differ: " + String.join("; ", names);
    }
    return differedAtFirst == 0
        ? "no divergence"
        : "no divergence that stays, %d did not agree at once".formatted(differedAtFirst);
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

  private void tell(Scenario scenario, Agreement agreement) {
    agreements.put(scenario, agreement);
    AgreementText.print(out(), ink(), agreement, most);
    out().flush();
  }
}
