package io.lvsim.cli;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.RunComparison;
import io.lvsim.fuzz.Fuzzer;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.scenario.file.NoFiles;
import io.lvsim.scenario.run.ScenarioRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares random labs with a real kernel. */
@Command(
    name = "fuzz",
    description =
        "Draws random but valid labs (services, schedulers, weights, edits while traffic runs,"
            + " persistence, marks, kernel parameters, ARP levels, failures), runs each on the"
            + " simulator and on a real Linux kernel, and keeps each that differs as the smallest"
            + " scenario found that still does.",
    footer = {
      "  lvsim fuzz --seed 1 --runs 100 --on kernel",
      "  lvsim fuzz --seed 1 --first 37 --runs 1   one lab of a seed again",
      "  lvsim fuzz --seed 1 --first 37 --print    only print it"
    })
final class FuzzCommand extends Subcommand {
  /** The words of --on. */
  enum Other {
    kernel
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the labs follow from; 1 by default.")
  private long seed;

  @Option(
      names = "--runs",
      paramLabel = "K",
      defaultValue = "25",
      description = "How many labs; 25 by default.")
  private int runs;

  @Option(
      names = "--first",
      paramLabel = "I",
      defaultValue = "0",
      description = "The number of the first; 0 by default.")
  private int first;

  @Option(
      names = "--on",
      paramLabel = "RUNNER",
      defaultValue = "kernel",
      description = "What the simulator is compared with: kernel.")
  private Other on = Other.kernel;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      defaultValue = "lvsim-fuzz",
      description = "Where scenarios that differ are kept; lvsim-fuzz by default.")
  private Path keep = Path.of("lvsim-fuzz");

  @Option(names = "--print", description = "Print the first lab's scenario file, and run nothing.")
  private boolean print;

  @Mixin private KernelOptions kernelOptions = new KernelOptions();

  private long lines;
  private long frames;
  private long states;
  private int differing;
  private int secondLooks;

  @Override
  public Integer call() throws Exception {
    if (runs < 1 || first < 0 || first > Integer.MAX_VALUE - runs) {
      throw new BadInput("--runs is at least 1, --first at least 0, and both together below 2^31");
    }
    if (print) {
      out().print(Fuzzer.textOf(seed, first));
      return ExitCode.PASSED;
    }
    KernelRunner kernel = new KernelRunner(kernelOptions.choice(), kernelOptions.clock(), true);
    RunComparison comparison = new RunComparison(kernel, new ScenarioRunner());
    new Fuzzer(comparison, NoFiles.HERE, seed).run(first, first + runs, new Teller());
    out()
        .printf(
            "%d labs of seed %d compared with %s: %d transcript lines, %d frames, %d entries of tables; %s%n",
            runs,
            seed,
            on,
            lines,
            frames,
            states,
            differing == 0 ? "no divergence" : differing + " differ, kept in " + keep);
    if (secondLooks > 0) {
      out().printf("%d of them agreed at the second look only%n", secondLooks);
    }
    return differing == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private final class Teller implements Fuzzer.Listener {
    @Override
    public void compared(int number, Agreement agreement, int looks) {
      lines += agreement.lines();
      frames += agreement.frames();
      states += agreement.states();
      out()
          .println(
              (agreement.isWhole() ? ink().good("same") + "     " : ink().bad("DIFFERS") + "  ")
                  + "lab "
                  + number
                  + (looks > 1 && agreement.isWhole() ? ", at the second look" : ""));
      secondLooks += looks > 1 && agreement.isWhole() ? 1 : 0;
      out().flush();
    }

    @Override
    public void found(Fuzzer.Finding finding) {
      differing++;
      Path file = keep.resolve("fuzz-" + seed + "-" + finding.number() + ".lvs.yaml");
      try {
        Files.createDirectories(keep);
        Files.writeString(file, finding.text());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out().println("lab " + finding.number() + ", made small, in " + file + ":");
      AgreementText.print(out(), ink(), finding.agreement(), 6);
      out().flush();
    }
  }
}
