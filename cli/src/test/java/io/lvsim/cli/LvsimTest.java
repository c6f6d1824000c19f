package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.report.Ink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a whole: help, versions, exit statuses. */
class LvsimTest {
  private static final List<String> COMMANDS =
      List.of(
          "run",
          "list",
          "show",
          "validate",
          "schema",
          "explain",
          "arp-matrix",
          "completion",
          "help");

  @Test
  void helpNamesEveryCommand() {
    Program.Outcome outcome = Program.run("--help");
    assertThat(outcome.status()).isZero();
    for (String command : COMMANDS) {
      assertThat(outcome.out()).containsPattern("(?m)^  " + command + " +[A-Z]");
    }
    assertThat(outcome.out()).contains("0 passed, 1 failed, 2 bad input, 3 nothing to run, 4 int");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "list",
        "show",
        "validate",
        "schema",
        "explain",
        "arp-matrix",
        "completion"
      })
  void everyCommandExplainsItselfWithExamples(String command) {
    Program.Outcome outcome = Program.run(command, "--help");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("Usage: lvsim " + command).contains("\nExamples:\n  ");
    assertThat(Program.run("help", command).out()).isEqualTo(outcome.out());
  }

  @Test
  void versionIsThePomsAndTheJavas() {
    Program.Outcome outcome = Program.run("--version");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).matches("lvsim [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\RJava 25\\S*\\R");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    Program.Outcome outcome = Program.run();
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("Say what to do").contains("arp-matrix");
  }

  @Test
  void unknownCommandsAndOptionsAreBadInput() {
    assertThat(Program.run("rnu").status()).isEqualTo(2);
    assertThat(Program.run("explian").err()).contains("Did you mean: lvsim explain");
    assertThat(Program.run("run", "--sede", "1").status()).isEqualTo(2);
    assertThat(Program.run("run", "--seed", "x", "article").err()).contains("'x' is not a long");
  }

  @Test
  void nothingToRun(@TempDir Path empty) {
    assertThat(Program.run("run").status()).isEqualTo(3);
    assertThat(Program.run("run", empty.toString()).status()).isEqualTo(3);
    assertThat(Program.run("run", empty + "/*.lvs.yaml").status()).isEqualTo(3);
    assertThat(Program.run("run", "no-such-*").err()).startsWith("nothing to run");
  }

  @Test
  void aFaultOfTheProgramGoesToAFile(@TempDir Path directory) throws IOException {
    CrashReport report =
        new CrashReport(new String[] {"run", "x"}, new IllegalStateException("boom"), directory);
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    assertThat(report.file(new java.io.PrintStream(err, true))).isEqualTo(4);
    assertThat(err.toString().lines()).hasSize(1);
    try (Stream<Path> files = Files.list(directory)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(file.getFileName().toString()).matches("lvsim-crash-[0-9-]+\\.txt");
      assertThat(err.toString()).contains(file.toString()).contains("boom");
      assertThat(file).content().contains("lvsim run x").contains("IllegalStateException: boom");
    }
  }

  @Test
  void coloursOnlyWhereAsked() {
    assertThat(Program.run(Ink.PLAIN, "--help").out()).doesNotContain("\033");
    assertThat(Program.run(Ink.COLOURED, "--help").out()).contains("\033[");
  }

  @Test
  void completionIsAScriptThatBashAccepts() throws IOException, InterruptedException {
    Program.Outcome outcome = Program.run("completion");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("arp-matrix").contains("--capture-switches");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.outputWriter()) {
      in.write(outcome.out());
    }
    assertThat(bash.inputReader().lines()).isEmpty();
    assertThat(bash.waitFor()).isZero();
  }
}
