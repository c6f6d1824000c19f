package io.lvsim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.RunComparison;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.kernel.Kernels;
import io.lvsim.kernel.Kernels.Choice;
import io.lvsim.kernel.Kernels.ClockKind;
import io.lvsim.scenario.file.NoFiles;
import io.lvsim.scenario.run.ScenarioRunner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first labs of a seed, on the simulator and on a real kernel, which .ci/run installs. */
class FuzzerTest {
  private static final int LABS = 6;

  @Test
  void simulatorAndKernelAgreeOnRandomLabs() throws Exception {
    String missing = Kernels.whatIsMissing(Choice.USER_MODE_LINUX, List.of());
    assumeTrue(missing.isEmpty(), missing);
    KernelRunner kernel = new KernelRunner(Choice.USER_MODE_LINUX, ClockKind.SKIPPING, true);
    RunComparison comparison = new RunComparison(kernel, new ScenarioRunner());
    Told told = new Told();
    new Fuzzer(comparison, NoFiles.HERE, 31).run(0, LABS, told);
    assertThat(told.findings).isEmpty();
    assertThat(told.frames).hasSize(LABS).allMatch(frames -> frames > 0);
  }

  private static final class Told implements Fuzzer.Listener {
    final List<Long> frames = new ArrayList<>();
    final List<Fuzzer.Finding> findings = new ArrayList<>();

    @Override
    public void compared(int number, Agreement agreement, int looks) {
      frames.add(agreement.frames());
    }

    @Override
    public void found(Fuzzer.Finding finding) {
      findings.add(finding);
    }
  }
}
