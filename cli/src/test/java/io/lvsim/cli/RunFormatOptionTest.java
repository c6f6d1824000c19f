package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where --format writes to. */
class RunFormatOptionTest {
  @TempDir private Path directory = Path.of("");
  private Path night = Path.of("");

  @BeforeEach
  void copyScenario() throws IOException {
    night = FormatRun.scenario("night", directory);
  }

  @Test
  void aFormatWithoutAFileTakesThePlaceOfTheTranscript() {
    Program.Outcome outcome = run("--format", "tap");
    assertThat(outcome.out()).startsWith("TAP version 13\n").endsWith("\n1..1\n");
    assertThat(outcome.out()).doesNotContain("===");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void aFileLeavesTheTranscriptAsItIs() throws IOException {
    Path tap = directory.resolve("made/of/tap");
    assertThat(run("--format", "tap=" + tap).out()).isEqualTo(run().out());
    assertThat(Files.readString(tap)).isEqualTo(run("--format", "tap").out());
    try (Stream<Path> files = Files.list(tap.getParent())) {
      assertThat(files).containsExactly(tap);
    }
  }

  @Test
  void severalAtOnceAreAsEachAlone() throws IOException {
    Path xml = directory.resolve("junit.xml");
    Program.Outcome outcome = run("--format=github", "--format=junit=" + xml);
    assertThat(outcome.out()).isEqualTo(run("--format", "github").out());
    assertThat(Files.readString(xml)).isEqualTo(run("--format", "junit").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | --format: 'nonsense' is none of junit, tap, json, jsonl, sarif, github, markdown",
        "junit= | --format: a file's name must follow junit=",
        "tap --format=junit | --format: tap and junit would both be written to standard output",
        "tap=a --format=junit=./a | --format: tap=a and junit=./a would both be written to ",
        "tap=/ | --format: / is a directory",
      })
  void whatCannotBeIsSaidAtOnce(String words, String message) {
    Program.Outcome outcome = run(("--format=" + words).split(" "));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith(message);
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void devicesAreWrittenToAndStay() {
    assertThat(run("--format=junit=/dev/null").err()).isEmpty();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tap=-", "tap=/dev/stdout"})
  void standardOutputHasNames(String word) {
    assertThat(run("--format", word).out()).isEqualTo(run("--format", "tap").out());
  }

  @Test
  void linksStayLinks() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    run("--format=tap=" + link);
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).startsWith("TAP");
  }

  @Test
  void githubsSummaryIsAppendedTo() throws Exception {
    Path file = Files.writeString(directory.resolve("summary"), "before\n");
    for (String piece : new String[] {"one\n", "two\n"}) {
      try (FormatFile summary = FormatFile.open(file, false, file.toString())) {
        summary.writer().write(piece);
        summary.finish();
      }
    }
    assertThat(Files.readString(file)).isEqualTo("before\none\ntwo\n");
  }

  @Test
  void whatIsNotWholeIsThrownAway() throws Exception {
    Path file = Files.writeString(directory.resolve("results"), "before\n");
    try (FormatFile unfinished = FormatFile.open(file, false, null)) {
      unfinished.writer().write("half");
    }
    assertThat(Files.readString(file)).isEqualTo("before\n");
    assertThat(directory.resolve(".results.part")).doesNotExist();
  }

  @Test
  void eventsCanBeReadBeforeTheEnd() throws Exception {
    Path file = directory.resolve("events");
    try (FormatFile events = FormatFile.open(file, true, null)) {
      events.writer().write("{}\n");
      events.writer().flush();
      assertThat(Files.readString(file)).isEqualTo("{}\n");
    }
  }

  @Test
  void schemasAreNamed() {
    assertThat(Program.run("schema").out()).contains("\"lvsim scenario\"");
    assertThat(Program.run("schema", "scenario").out()).isEqualTo(Program.run("schema").out());
    assertThat(Program.run("schema", "nothing").status()).isEqualTo(2);
  }

  private Program.Outcome run(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = night.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Program.run(arguments);
  }
}
