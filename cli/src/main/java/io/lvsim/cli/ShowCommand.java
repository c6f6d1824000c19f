package io.lvsim.cli;

import io.lvsim.scenario.library.ScenarioLibrary;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a scenario that comes with the program. */
@Command(
    name = "show",
    description = "Prints the file of a scenario that comes with lvsim, to read or to change.",
    footer = {
      "  lvsim show article-wrr",
      "  lvsim show article-wrr > mine.lvs.yaml && lvsim run mine.lvs.yaml"
    })
final class ShowCommand extends Subcommand {
  @Parameters(paramLabel = "NAME", description = "As lvsim list names it.")
  private String name = "";

  @Override
  public Integer call() throws Exception {
    Optional<String> text = ScenarioLibrary.text(name);
    if (text.isEmpty()) {
      ScenarioLibrary.load(name);
      throw new BadInput("there is no scenario '" + name + "'; see: lvsim list");
    }
    out().print(text.get());
    return ExitCode.PASSED;
  }
}
