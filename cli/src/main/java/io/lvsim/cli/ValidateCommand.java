package io.lvsim.cli;

import io.lvsim.report.VisibleText;
import io.lvsim.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Finds what is wrong in scenario files without running them. */
@Command(
    name = "validate",
    description = "Finds what is wrong in scenario files, each problem as file:line:column.",
    footer = {"  lvsim validate mine.lvs.yaml", "  lvsim validate scenarios/"})
final class ValidateCommand extends Subcommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A file, a directory of *.lvs.yaml files, a pattern, or a name.")
  private List<String> files = new ArrayList<>();

  @Override
  public Integer call() {
    List<ScenarioSource> sources = ScenarioSource.find(files);
    if (sources.isEmpty()) {
      err().println("nothing to validate: no *.lvs.yaml file among " + String.join(" ", files));
      return ExitCode.NOTHING_TO_RUN;
    }
    boolean allFine = true;
    for (ScenarioSource source : sources) {
      allFine &= isFine(source);
    }
    return allFine ? ExitCode.PASSED : ExitCode.BAD_INPUT;
  }

  private boolean isFine(ScenarioSource source) {
    try {
      source.read();
      out().println(VisibleText.lineOf(source.name()) + ": fine");
      return true;
    } catch (ScenarioException e) {
      err().println(VisibleText.of(FailureHandler.messageOf(e)));
      return false;
    }
  }
}
