package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a scenario file holds: {@code file:line:column}, exit 2, and never a crash. */
class BadInputTest {
  private static final String GOOD =
      """
      name: two hosts
      topology:
        switches: { lan: {} }
        hosts:
          a: { interfaces: { eth0: { switch: lan, addresses: [10.0.0.1/24] } } }
          b: { interfaces: { eth0: { switch: lan, addresses: [10.0.0.2/24] } } }
      steps:
        - on: a
          run: echo hello
      """;

  @TempDir private Path directory = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = directory.resolve("bad.lvs.yaml");
  }

  @Test
  void theFileThatTheCasesChangeIsFine() throws IOException {
    Files.writeString(file, GOOD);
    Program.Outcome outcome = Program.run("validate", file.toString());
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "unknown field,    `    run: echo`, `    rum: echo`,      9:5",
        "wrong type,       `{ lan: {} }`,   `[lan]`,              3:13",
        "bad address,      10.0.0.2/24,     10.0.0.256/24,        6:57",
        "bad prefix,       10.0.0.2/24,     10.0.0.2/33,          6:57",
        "duplicate host,   `    b:`,        `    a:`,             6:5",
        "unknown switch,   `eth0: { switch: lan, addresses: [10.0.0.2`,"
            + " `eth0: { switch: wan, addresses: [10.0.0.2`, 6:24",
        "unknown machine,  on: a,           on: c,                8:9",
        "not YAML,         `name: two`,     `name: [two`,         ",
      })
  void mistakesAreNamedWithTheirPlace(String what, String good, String bad, String place)
      throws IOException {
    assertThat(GOOD).contains(good);
    Files.writeString(file, GOOD.replace(good, bad));
    expectComplaint(place);
  }

  @Test
  void missingFile() {
    expectComplaint("1:1");
  }

  @Test
  void directoryInsteadOfFileHasNothingToRun() {
    assertThat(Program.run("run", directory.toString()).status()).isEqualTo(3);
  }

  @Test
  void lineOfTenMegabytes() throws IOException {
    Files.writeString(file, GOOD + "# " + "x".repeat(10 << 20) + "\n  x: y: z\n");
    expectComplaint(null);
    Files.writeString(file, "name: " + "x".repeat(10 << 20));
    expectComplaint(null);
  }

  @Test
  void binaryGarbage() throws IOException {
    Random random = new Random(6);
    for (int round = 0; round < 50; round++) {
      byte[] bytes = new byte[1 + random.nextInt(2000)];
      random.nextBytes(bytes);
      Files.write(file, bytes);
      expectComplaint(null);
    }
  }

  @Test
  void emptyFile() throws IOException {
    Files.writeString(file, "");
    expectComplaint(null);
  }

  @Test
  void deepNestingAndManyAliases() throws IOException {
    Files.writeString(file, "[".repeat(100_000));
    expectComplaint(null);
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append(String.format("a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1));
    }
    Files.writeString(file, laughs);
    expectComplaint(null);
  }

  @Test
  void controlCharactersInTheFilesTextDoNotReachTheTerminal() throws IOException {
    Files.writeString(file, GOOD.replace("steps:", "\"st\\e[31meps\":"));
    Program.Outcome outcome = Program.run("validate", file.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).doesNotContain("\033").contains("\\x1b");
  }

  /**
   * Running and validating complain alike.
   *
   * @param place line and column of one complaint; null where any will do
   */
  private void expectComplaint(@org.jspecify.annotations.Nullable String place) {
    for (String command : new String[] {"validate", "run", "explain"}) {
      Program.Outcome outcome = Program.run(command, file.toString());
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(outcome.out()).isEmpty();
      String file = Pattern.quote(this.file.toString());
      assertThat(outcome.err().lines()).allMatch(l -> l.matches(file + ":[0-9]+:[0-9]+: .+"));
      if (place != null) {
        assertThat(outcome.err().lines()).anyMatch(l -> l.matches(file + ":" + place + ": .+"));
      }
      assertThat(outcome.err().length()).isLessThan(10_000);
    }
  }
}
