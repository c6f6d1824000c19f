package io.lvsim.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.compare.RunRecord.SeenFrame;
import io.lvsim.kernel.KernelRunner;
import io.lvsim.kernel.Kernels;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.library.ScenarioLibrary;
import io.lvsim.scenario.run.RunListener;
import io.lvsim.scenario.run.RunResult;
import io.lvsim.scenario.run.ScenarioRunner;
import io.lvsim.scenario.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same scenarios on the simulator and on a real kernel, which .ci/run installs. A busy machine
 * shows in the kernel's timers; what the simulator does differently it does each time, so a second
 * try tells the two apart.
 */
class RunComparisonTest {
  @Test
  void theTutorialsScenarioRunsOnARealKernelAsItsAuthorExpects() throws Exception {
    Scenario scenario = ScenarioLibrary.load("article-port0");
    requireKernelFor(scenario);
    List<RunResult> results = runOnKernel(scenario);
    if (results.getFirst().verdict() != Verdict.PASSED) {
      results = runOnKernel(scenario);
    }
    assertThat(results).extracting(RunResult::verdict).containsExactly(Verdict.PASSED);
  }

  @Test
  void simulatorAndKernelAgreeOnEveryLineFrameAndTable() throws Exception {
    Scenario scenario = ScenarioLibrary.load("article-port0");
    requireKernelFor(scenario);
    Agreement agreement = compare(scenario);
    if (!agreement.isWhole()) {
      agreement = compare(scenario);
    }
    assertThat(agreement.divergences()).isEmpty();
    assertThat(agreement.lines()).isGreaterThan(20);
    assertThat(agreement.frames()).isGreaterThan(200);
    assertThat(agreement.states()).isGreaterThan(100);
  }

  @Test
  void aRunIsNotTheSameAsOneThatAnsweredDifferently() throws Exception {
    RunRecord wrr = simulated("article-wrr");
    assertThat(RunComparison.agreement("itself", wrr, wrr).divergences()).isEmpty();
    assertThat(RunComparison.agreement("rr", wrr, simulated("article-rr")).divergences())
        .extracting(Divergence::kind)
        .contains(Divergence.Kind.TRANSCRIPT, Divergence.Kind.FRAMES, Divergence.Kind.CONNECTIONS);
  }

  /** Whatever is changed in a frame that is not chosen at random is told. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 6, 11, 22, 26, 30, 38, 41, 47})
  void oneByteOfAFrameMakesADifference(int offset) throws Exception {
    RunRecord run = simulated("article-rr");
    List<SeenFrame> frames = new ArrayList<>(run.frames());
    for (int i = 0; i < frames.size(); i++) {
      SeenFrame frame = frames.get(i);
      if (carriesData(frame.bytes())) {
        byte[] changed = frame.bytes().clone();
        changed[offset] ^= 0x01;
        frames.set(i, new SeenFrame(frame.interfaceName(), frame.at(), frame.outgoing(), changed));
        break;
      }
    }
    Agreement agreement =
        RunComparison.agreement("changed", run, new RunRecord("", run.steps(), frames));
    assertThat(agreement.divergences())
        .isNotEmpty()
        .allMatch(each -> each.kind() == Divergence.Kind.FRAMES);
  }

  /** Longer than a SYN with all its options, whose sequence number is chosen at random. */
  private static boolean carriesData(byte[] frame) {
    return frame.length > 74 && frame[12] == 0x08 && frame[13] == 0x00;
  }

  @Test
  void aFrameThatIsMissingIsTold() throws Exception {
    RunRecord run = simulated("article-rr");
    List<SeenFrame> fewer = run.frames().subList(0, run.frames().size() - 1);
    assertThat(
            RunComparison.agreement("fewer", run, new RunRecord("", run.steps(), fewer))
                .divergences())
        .hasSize(1)
        .allMatch(each -> each.kernel() == null);
  }

  private static List<RunResult> runOnKernel(Scenario scenario) throws Exception {
    return runner(false).run(List.of(scenario), new RunListener() {});
  }

  private static RunRecord simulated(String name) throws Exception {
    SimulatorRecorder recorder = new SimulatorRecorder();
    new ScenarioRunner().run(ScenarioLibrary.load(name), recorder);
    return recorder.record();
  }

  private static Agreement compare(Scenario scenario) throws Exception {
    List<Agreement> agreements = new ArrayList<>();
    new RunComparison(runner(true), new ScenarioRunner())
        .compare(List.of(scenario), agreements::add);
    return agreements.getFirst();
  }

  private static KernelRunner runner(boolean looks) {
    return new KernelRunner(Kernels.Choice.AUTO, Kernels.ClockKind.SKIPPING, looks);
  }

  private static void requireKernelFor(Scenario scenario) {
    String missing = Kernels.whatIsMissing(Kernels.Choice.AUTO, List.of(scenario));
    assumeTrue(missing.isEmpty(), missing);
  }
}
