package io.lvsim.cli;

import io.lvsim.scenario.library.ScenarioLibrary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Names the scenarios that come with the program. */
@Command(
    name = "list",
    description = "Names the scenarios that come with lvsim: name, family, what it shows.",
    footer = {
      "  lvsim list                  all of them, in the order in which to read them",
      "  lvsim list arp-matrix       those of one family"
    })
final class ListCommand extends Subcommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FAMILY",
      defaultValue = "",
      description = "Only the scenarios of this family.")
  private String family = "";

  @Override
  public Integer call() {
    List<ScenarioLibrary.Entry> entries =
        ScenarioLibrary.entries().stream()
            .filter(e -> family.isEmpty() || e.family().equals(family))
            .toList();
    if (entries.isEmpty()) {
      err().println("there is no scenario of the family '" + family + "'; see: lvsim list");
      return ExitCode.NOTHING_TO_RUN;
    }
    int names = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
    int families = entries.stream().mapToInt(e -> e.family().length()).max().orElse(0);
    for (ScenarioLibrary.Entry entry : entries) {
      String name = ink().strong(pad(entry.name(), names));
      String kind = ink().faint(pad(entry.family(), families));
      out().println(name + "  " + kind + "  " + entry.title());
    }
    return ExitCode.PASSED;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
