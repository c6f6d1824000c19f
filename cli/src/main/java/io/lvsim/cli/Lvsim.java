package io.lvsim.cli;

import io.lvsim.report.Ink;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: hands its arguments to one of its commands. */
@Command(
    name = "lvsim",
    description = "Shows how LVS in Direct Routing mode works, packet by packet.",
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      ShowCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      ExplainCommand.class,
      ReportCommand.class,
      ChartCommand.class,
      LadderCommand.class,
      TopologyCommand.class,
      CompareCommand.class,
      RecordCommand.class,
      FuzzCommand.class,
      ReplayCommand.class,
      ArpMatrixCommand.class,
      AuditCommand.class,
      LiveCommand.class,
      CtlCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 passed, 1 failed, 2 bad input, 3 nothing to run, 4 internal error.",
      "Begin with:  lvsim run article"
    })
public final class Lvsim implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  Lvsim(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs the program and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(run(args, Surroundings.ofProcess()));
  }

  /** Runs the program and returns its exit status. */
  static int run(String[] args, Surroundings surroundings) {
    try {
      return commandLine(surroundings).execute(args);
    } catch (Throwable e) {
      return new CrashReport(args, e).file(surroundings.err());
    } finally {
      surroundings.flush();
    }
  }

  private static CommandLine commandLine(Surroundings surroundings) {
    CommandLine commandLine = new CommandLine(new Lvsim(surroundings));
    Ansi ansi = surroundings.ink() == Ink.COLOURED ? Ansi.ON : Ansi.OFF;
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    commandLine.setOut(new java.io.PrintWriter(surroundings.out(), true));
    commandLine.setErr(new java.io.PrintWriter(surroundings.err(), true));
    commandLine.setUsageHelpWidth(100);
    commandLine.setUsageHelpLongOptionsMaxWidth(28);
    commandLine.setParameterExceptionHandler(new ArgumentHandler());
    commandLine.setExecutionExceptionHandler(new FailureHandler(surroundings));
    takeAllArguments(Objects.requireNonNull(commandLine.getSubcommands().get("ctl")));
    return commandLine;
  }

  /** From the first argument on that is not lvsim's, all are for the program that ctl runs. */
  private static void takeAllArguments(CommandLine command) {
    command.setUnmatchedOptionsArePositionalParams(true);
    command.setStopAtPositional(true);
  }

  /** Without a command there is nothing to do; says which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, such as: lvsim run article");
  }

  Surroundings surroundings() {
    return surroundings;
  }
}
