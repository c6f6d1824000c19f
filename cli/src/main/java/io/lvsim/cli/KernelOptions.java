package io.lvsim.cli;

import io.lvsim.kernel.Kernels.Choice;
import io.lvsim.kernel.Kernels.ClockKind;
import picocli.CommandLine.Option;

/** Which real kernel is asked, and how; the same options wherever one is. */
final class KernelOptions {
  /** The words of --kernel. */
  enum KernelWord {
    auto(Choice.AUTO),
    own(Choice.THIS_MACHINE),
    uml(Choice.USER_MODE_LINUX);

    private final Choice choice;

    KernelWord(Choice choice) {
      this.choice = choice;
    }
  }

  /** The words of --kernel-clock. */
  enum ClockWord {
    skip(ClockKind.SKIPPING),
    real(ClockKind.REAL);

    private final ClockKind kind;

    ClockWord(ClockKind kind) {
      this.kind = kind;
    }
  }

  @Option(
      names = "--kernel",
      paramLabel = "WHICH",
      defaultValue = "auto",
      description =
          "Which real kernel: own (this machine's, in network namespaces), uml (User Mode Linux, a"
              + " process), or auto (default): own where it has ip_vs and you are root, else uml.")
  private KernelWord kernel = KernelWord.auto;

  @Option(
      names = "--kernel-clock",
      paramLabel = "HOW",
      defaultValue = "skip",
      description =
          "skip (default): under uml, time in which nothing happens is skipped; real: a wait takes"
              + " as long as it says.")
  private ClockWord clock = ClockWord.skip;

  Choice choice() {
    return kernel.choice;
  }

  ClockKind clock() {
    return clock.kind;
  }
}
