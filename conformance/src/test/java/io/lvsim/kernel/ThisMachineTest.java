package io.lvsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.compare.Agreement;
import io.lvsim.compare.RunComparison;
import io.lvsim.kernel.Kernels.Choice;
import io.lvsim.kernel.Kernels.ClockKind;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.library.ScenarioLibrary;
import io.lvsim.scenario.run.ScenarioRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel of the machine that lvsim itself runs on. Few machines have ip_vs, so User Mode Linux
 * is that machine: its agent is replaced by a Java program that asks the kernel it finds itself on.
 */
class ThisMachineTest {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @Test
  void aScenarioIsTheSameOnTheKernelThatLvsimRunsOn(@TempDir Path directory) throws Exception {
    String missing = Kernels.whatIsMissing(Choice.USER_MODE_LINUX, List.of(scenario()));
    assumeTrue(missing.isEmpty(), missing);
    Path work = directory.toRealPath();
    GuestFiles.install(work.resolve("guest"));
    Files.writeString(work.resolve("guest/agent.py"), agent());
    Path log = work.resolve("log");
    try (RealKernel.Running running = new UserModeLinux(ClockKind.SKIPPING).start(work)) {
      long end = System.nanoTime() + LONGEST.toNanos();
      while (running.goesOn() && System.nanoTime() < end) {
        Thread.sleep(100);
      }
      assertThat(running.goesOn()).as(running.said()).isFalse();
    }
    assertThat(Files.readString(log)).contains("22 lines, 0 divergences []");
  }

  private static Scenario scenario() throws ScenarioException {
    return ScenarioLibrary.load("article-port0");
  }

  private static String agent() {
    return """
    import os
    os.execv("%s", ["java", "-Xmx200m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "%s", "%s"])
    """
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            InsideTheGuest.class.getName());
  }

  /** What runs on the kernel that it asks. */
  static final class InsideTheGuest {
    public static void main(String[] arguments) throws Exception {
      KernelRunner kernel = new KernelRunner(Choice.THIS_MACHINE, ClockKind.REAL, true);
      new RunComparison(kernel, new ScenarioRunner())
          .compare(List.of(scenario()), InsideTheGuest::tell);
    }

    private static void tell(Agreement agreement) {
      System.out.printf(
          "%d lines, %d divergences %s%n",
          agreement.lines(), agreement.divergences().size(), agreement.divergences());
    }
  }
}
