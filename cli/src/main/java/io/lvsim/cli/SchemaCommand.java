package io.lvsim.cli;

import io.lvsim.scenario.library.ScenarioLibrary;
import picocli.CommandLine.Command;

/** Prints the schema of scenario files. */
@Command(
    name = "schema",
    description = "Prints the JSON schema of scenario files, for editors.",
    footer = {
      "  lvsim schema > lvsim-scenario.schema.json",
      "",
      "A scenario file that begins with this line is then checked as one types:",
      "  # yaml-language-server: $$schema=lvsim-scenario.schema.json"
    })
final class SchemaCommand extends Subcommand {
  @Override
  public Integer call() {
    out().print(ScenarioLibrary.schema());
    return ExitCode.PASSED;
  }
}
