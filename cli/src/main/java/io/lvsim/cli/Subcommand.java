package io.lvsim.cli;

import io.lvsim.report.Ink;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One command of the program; its call returns the exit status. */
@Command(
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    descriptionHeading = "%n",
    footerHeading = "%nExamples:%n")
abstract class Subcommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @ParentCommand private @Nullable Lvsim lvsim;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public abstract Integer call() throws Exception;

  Surroundings surroundings() {
    return Objects.requireNonNull(lvsim).surroundings();
  }

  PrintStream out() {
    return surroundings().out();
  }

  PrintStream err() {
    return surroundings().err();
  }

  Ink ink() {
    return surroundings().ink();
  }

  CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
