package io.lvsim.cli;

import io.lvsim.report.format.OutputSchema;
import io.lvsim.report.story.StoryJson;
import io.lvsim.scenario.library.ScenarioLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the schemas of what is read and written. */
@Command(
    name = "schema",
    description = "Prints the JSON schema of scenario files, for editors, or of what runs write.",
    footer = {
      "  lvsim schema > lvsim-scenario.schema.json",
      "  lvsim schema results > lvsim-results.schema.json",
      "",
      "A scenario file that begins with this line is then checked as one types:",
      "  # yaml-language-server: $$schema=lvsim-scenario.schema.json"
    })
final class SchemaCommand extends Subcommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "WHAT",
      defaultValue = "scenario",
      description =
          "scenario (default); results: results.json and --format json; decisions: a line of"
              + " decisions.jsonl; events: a line of --format jsonl; story: story.json.")
  private What what = What.scenario;

  /** The words of WHAT. */
  enum What {
    scenario,
    results,
    decisions,
    events,
    story
  }

  @Override
  public Integer call() {
    out()
        .print(
            switch (what) {
              case scenario -> ScenarioLibrary.schema();
              case results -> OutputSchema.RESULTS.text();
              case decisions -> OutputSchema.DECISIONS.text();
              case events -> OutputSchema.EVENTS.text();
              case story -> StoryJson.schema();
            });
    return ExitCode.PASSED;
  }
}
