package io.lvsim.cli;

import io.lvsim.kernel.KernelException;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.recording.ScenarioRecording;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills in what a scenario expects from a real kernel. */
@Command(
    name = "record",
    description =
        "Runs scenario files on a real Linux kernel and fills in what each step expects from what"
            + " came back. Expected lines that hold stay as they are written, patterns among them;"
            + " timers, chosen ports and durations become patterns. Everything else in the file"
            + " stays as it is.",
    footer = {
      "  lvsim record mine.lvs.yaml",
      "  lvsim record mine.lvs.yaml --dry-run   print the file instead of writing it"
    })
final class RecordCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A scenario file.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--dry-run", description = "Print the files instead of writing them.")
  private boolean dryRun;

  @Mixin private KernelOptions kernelOptions = new KernelOptions();

  @Override
  public Integer call() throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    for (Path file : files) {
      Scenario scenario = ScenarioReader.read(file);
      if (scenario.isCollection()) {
        throw new BadInput(file + ": it only lists other scenarios; record those");
      }
      scenarios.add(scenario);
    }
    for (int i = 0; i < scenarios.size(); i++) {
      record(files.get(i), scenarios.get(i));
    }
    return ExitCode.PASSED;
  }

  private void record(Path file, Scenario scenario)
      throws IOException, KernelException, ScenarioException, BadInput {
    KernelRunner kernel = new KernelRunner(kernelOptions.choice(), kernelOptions.clock(), false);
    String before = Files.readString(file);
    String after;
    try {
      after = new ScenarioRecording(kernel).record(scenario, before);
    } catch (KernelException e) {
      throw new KernelException(file + ": " + e.getMessage());
    }
    if (dryRun) {
      out().print(after);
    } else if (after.equals(before)) {
      out().println(file + ": nothing changes");
    } else if (!Files.readString(file).equals(before)) {
      throw new BadInput(file + " has been changed meanwhile; it is left as it is");
    } else {
      replace(file, after);
      out().println(file + ": recorded");
    }
    out().flush();
  }

  /** Written aside, read once as a scenario, and only then in the old one's place. */
  private static void replace(Path file, String text) throws IOException, ScenarioException {
    Path target = file.toRealPath();
    Path aside = Files.createTempFile(target.getParent(), ".", ".part");
    try {
      Files.writeString(aside, text);
      ScenarioReader.read(aside);
      Files.setPosixFilePermissions(aside, Files.getPosixFilePermissions(target));
      Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
