package io.lvsim.cli;

import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints a completion script. */
@Command(
    name = "completion",
    description = "Prints a script that lets bash and zsh complete commands and options.",
    footer = {"  source <(lvsim completion)"})
final class CompletionCommand extends Subcommand {
  @Override
  public Integer call() {
    CommandLine lvsim = Objects.requireNonNull(spec().parent()).commandLine();
    out().print(AutoComplete.bash("lvsim", lvsim));
    out().println();
    return ExitCode.PASSED;
  }
}
