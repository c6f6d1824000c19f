package io.lvsim.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import io.lvsim.scenario.file.FileSource;
import io.lvsim.scenario.file.NoFiles;
import io.lvsim.scenario.file.ScenarioReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {
  private static final String LAN = "topology: { preset: dr-lan }\nsteps:\n";

  private static final long STARTING_A_PROGRAM = 10 * Nanos.PER_MILLI;

  private final Transcript transcript = new Transcript();

  private static Scenario scenario(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return ScenarioReader.read("t.lvs.yaml", bytes, NoFiles.HERE);
    } catch (ScenarioException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private RunResult run(String steps) {
    return new ScenarioRunner().run(scenario(LAN + steps), transcript);
  }

  private static StepResult only(RunResult result) {
    assertThat(result.steps()).hasSize(1);
    return result.steps().getFirst();
  }

  @Test
  void whatComesIsComparedLineByLine() {
    RunResult result =
        run(
            """
              - on: client
                run: |
                  echo same
                  echo "trailing blanks   "
                  echo port 20001 of 192.168.2.10
                  echo took 17 ms
                expect: |
                  same
                  trailing blanks
                  port * of 192.168.2.10 (glob)
                  took [0-9]+ ms (re)
                status: 0
            """);
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(only(result).comparison()).hasSize(4).allMatch(ComparedLine::matches);
    assertThat(only(result).decisions()).isEmpty();
  }

  @Test
  void aDifferenceIsShownSideBySide() {
    RunResult result =
        run(
            """
              - on: client
                run: echo one; echo 2; echo three; echo four
                expect: |
                  one
                  two
                  three
            """);
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(only(result).comparison())
        .containsExactly(
            new ComparedLine("one", "one", true),
            new ComparedLine("two", "2", false),
            new ComparedLine("three", "three", true),
            new ComparedLine(null, "four", false));
    assertThat(only(result).messages())
        .containsExactly("the output is not as expected: 2 lines differ");
  }

  @Test
  void oneDifferenceIsOneLine() {
    RunResult result =
        run(
            """
              - on: client
                run: echo one
                expect: two
            """);
    assertThat(only(result).messages())
        .containsExactly("the output is not as expected: 1 line differs");
  }

  @Test
  void standardErrorIsInterleavedAsOnATerminal() {
    RunResult result =
        run(
            """
              - on: client
                run: echo out; echo err >&2; echo out again
                expect: |
                  out
                  err
                  out again
            """);
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void theExitStatusIsThatOfTheLastCommand() {
    assertThat(run("  - { on: client, run: \"false\", status: 1 }\n").verdict())
        .isEqualTo(Verdict.PASSED);
    RunResult result = run("  - { on: client, run: \"true\", status: 1 }\n");
    assertThat(only(result).messages()).containsExactly("exit status is 0; expected 1");
    assertThat(run("  - { on: client, run: \"false\" }\n").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void timeMovesOnlyAsTheStepsNeedIt() {
    RunResult result =
        run(
            """
              - { on: client, run: echo quick }
              - { on: client, run: sleep 10 }
              - wait: 20s
            """);
    assertThat(result.steps().get(0).endedAtNanos()).isZero();
    assertThat(result.steps().get(1).endedAtNanos())
        .isBetween(10 * Nanos.PER_SECOND, 10 * Nanos.PER_SECOND + STARTING_A_PROGRAM);
    assertThat(result.virtualNanos())
        .isEqualTo(result.steps().get(1).endedAtNanos() + 20 * Nanos.PER_SECOND);
  }

  @Test
  void theTerminalLivesOnFromStepToStep() {
    RunResult result =
        run(
            """
              - { on: client, run: name=value }
              - { on: rs1, run: "echo [$name]", expect: "[]" }
              - { on: client, run: "echo [$name]", expect: "[value]" }
            """);
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void backgroundJobsGoOn() {
    RunResult result =
        run(
            """
              - { on: client, run: "(sleep 5; echo late > /tmp/late) &" }
              - check: [file: { on: client, path: /tmp/late, contains: late }]
              - wait: 6s
              - check: [file: { on: client, path: /tmp/late, contains: late }]
            """);
    assertThat(result.steps())
        .extracting(StepResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.PASSED);
    assertThat(result.steps().get(1).messages())
        .containsExactly("client:/tmp/late: No such file or directory");
    long checksTakeNanos = 2 * Nanos.PER_MILLI;
    assertThat(result.virtualNanos()).isEqualTo(6 * Nanos.PER_SECOND + checksTakeNanos);
  }

  @Test
  void whatDoesNotEndIsKilledInVirtualTime() {
    RunResult result =
        run(
            """
              - { on: client, run: sleep 7200 }
              - { on: client, run: sleep 60, timeout: 30s }
              - { on: client, run: echo still here, expect: still here }
            """);
    assertThat(result.steps().get(0).messages())
        .containsExactly("did not end within 1h of virtual time: sleep 7200");
    assertThat(result.steps().get(1).messages())
        .containsExactly("did not end within 30s of virtual time: sleep 60");
    assertThat(result.steps().get(2).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aMachineWithoutPowerLosesItsProcessesAndKeepsItsDisk() {
    RunResult result =
        run(
            """
              - on: rs1
                run: |
                  echo 1 > /proc/sys/net/ipv4/conf/lo/arp_ignore
                  echo kept > /root/kept
                  name=value
                  (while sleep 1; do echo tick >> /root/ticks; done) &
              - wait: 3500ms
              - fault: { host: rs1, state: off }
              - wait: 1h
              - fault: { host: rs1, state: on }
              - on: rs1
                run: cat /root/kept; wc -l < /root/ticks; echo "[$name]"
                expect: |
                  kept
                  3
                  []
              - check:
                  - sysctl: { on: rs1, key: net.ipv4.conf.lo.arp_ignore, is: 0 }
                  - sysctl: { on: rs1, key: net.ipv4.conf.all.arp_ignore, is: 1 }
              - { on: client, run: curl 192.168.2.191, expect: share191 }
            """);
    assertThat(result.steps()).flatExtracting(StepResult::messages).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void cablesBreakAndAreMended() {
    RunResult result =
        run(
            """
              - { on: client, run: curl 192.168.2.191, expect: share191 }
              - fault: { link: rs1.eth0, state: down }
              - { on: client, run: curl -m 2 192.168.2.191, status: 28 }
              - fault: [{ link: rs1.eth0, state: up }, { link: rs1.eth0, loss: 100% }]
              - { on: client, run: curl -m 2 192.168.2.191, status: 28 }
              - fault: clear
              - { on: client, run: curl 192.168.2.191, expect: share191 }
            """);
    assertThat(result.steps()).flatExtracting(StepResult::messages).isEmpty();
  }

  @Test
  void noThreadIsLeftBehind() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    run("  - { on: client, run: \"(while sleep 1; do :; done) &\" }\n  - wait: 3s\n");
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith("client ")) {
        thread.join(Duration.ofSeconds(10)); // it has nothing more to do than to end
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void anEndlessLoopEnds() {
    assertThat(run("  - { on: client, run: \"while true; do :; done\", status: 0 }\n").verdict())
        .isNotEqualTo(Verdict.PASSED);
  }

  @Test
  void tooManyEventsAreAnError() {
    RunLimits limits = new RunLimits(1_000, 1 << 20, OptionalLong.empty());
    Scenario endless =
        scenario(LAN + "  - { on: client, run: while true; do sleep 1; done }\n  - wait: 1s\n");
    RunResult result = new ScenarioRunner(limits).run(endless, transcript);
    assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(result.error()).startsWith("the step took more than 1000 events");
    assertThat(result.steps()).hasSize(1);
  }

  @Test
  void tooMuchOutputIsAnError() {
    RunLimits limits = new RunLimits(1_000_000, 1_000, OptionalLong.empty());
    Scenario noisy =
        scenario(LAN + "  - { on: client, run: while sleep 1; do echo noise; done }\n");
    RunResult result = new ScenarioRunner(limits).run(noisy, transcript);
    assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(result.error()).startsWith("the step printed more than a step may");
  }

  @Test
  void whatIsTypedIsShownWithItsPromptAndItsOutput() {
    run(
        """
          - on: rs1
            run: |
              for i in 1 2
              do
                echo $i
              done
              cat <<EOF
              text
              EOF
        """);
    assertThat(transcript.text())
        .isEqualTo(
            """
            # 1 at 0
            [root@rs1 ~]# for i in 1 2
            > do
            >   echo $i
            > done
            1
            2
            [root@rs1 ~]# cat <<EOF
            > text
            > EOF
            text
            """);
  }

  @Test
  void anExerciseRunsItsStartItsSolutionAndItsGoal() {
    String text =
        """
        topology: { preset: dr-lan }
        exercise:
          task: make a file
          start: [{ on: client, run: "rm -f /tmp/made; echo started" }]
          goal: [file: { on: client, path: /tmp/made, contains: yes }]
          hints: [echo]
        steps: [{ on: client, run: echo yes > /tmp/made }]
        """;
    RunResult solved = new ScenarioRunner().run(scenario(text), transcript);
    assertThat(solved.steps()).hasSize(3);
    assertThat(solved.verdict()).isEqualTo(Verdict.PASSED);
    RunResult unsolved =
        new ScenarioRunner().run(scenario(text.replace("echo yes", "echo no")), transcript);
    assertThat(unsolved.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void theSeedMayBeReplaced() {
    RunLimits limits = new RunLimits(1_000, 1_000, OptionalLong.of(42));
    RunResult result = new ScenarioRunner(limits).run(scenario(LAN + "  - wait: 1s\n"), transcript);
    assertThat(result.seed()).isEqualTo(42);
  }

  @Test
  void theRealClockPacesTheSameRun() {
    long before = System.nanoTime();
    RunResult result =
        new ScenarioRunner().run(scenario("clock: real\n" + LAN + "  - wait: 300ms\n"), transcript);
    assertThat(System.nanoTime() - before).isGreaterThan(300 * Nanos.PER_MILLI);
    assertThat(result.virtualNanos()).isEqualTo(300 * Nanos.PER_MILLI);
  }

  @Test
  void sectionsRunEachInALabOfItsOwn() throws ScenarioException {
    FileSource files = new TwoFiles();
    byte[] bytes =
        "name: both\nsections: [a.lvs.yaml, b.lvs.yaml]\n".getBytes(StandardCharsets.UTF_8);
    Scenario both = ScenarioReader.read("both.lvs.yaml", bytes, files);
    RunResult result = new ScenarioRunner().run(both, transcript);
    assertThat(result.sections()).hasSize(2);
    assertThat(result.sections())
        .extracting(RunResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED);
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.virtualNanos())
        .isBetween(3 * Nanos.PER_SECOND, 3 * Nanos.PER_SECOND + STARTING_A_PROGRAM);
  }

  /** Two sections. */
  private record TwoFiles() implements FileSource {
    @Override
    public byte[] read(String path) {
      String steps =
          path.equals("a.lvs.yaml")
              ? "  - { on: client, run: echo a > /tmp/a }\n  - wait: 1s\n"
              : "  - { on: client, run: cat /tmp/a, status: 0 }\n  - wait: 2s\n";
      return (LAN + steps).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public FileSource beside(String path) {
      return this;
    }

    @Override
    public String displayName(String path) {
      return path;
    }
  }

  @Test
  void everyResultNamesItsStep() {
    RunResult result = run("  - wait: 1s\n  - mark: here\n");
    assertThat(result.steps()).extracting(StepResult::number).isEqualTo(List.of(1, 2));
  }
}
