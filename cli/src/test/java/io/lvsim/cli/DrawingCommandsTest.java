package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lvsim.report.drawing.Letters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drawings of runs, and pages of results that are already there. */
class DrawingCommandsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aPageOfResultsIsTheOneThatTheRunWouldHaveMade() throws IOException {
    Path results = directory.resolve("out");
    Path report = directory.resolve("report");
    Program.Outcome run =
        Program.run(
            "run", "-q", "article-wrr", "-o", results.toString(), "--report", report.toString());
    assertThat(run.status()).isZero();
    assertThat(results.resolve("story.json")).isNotEmptyFile();
    Program.Outcome outcome = Program.run("report", results.toString());
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().strip()).isEqualTo(results.resolve("report.html").toString());
    assertThat(results.resolve("report.html"))
        .hasSameBinaryContentAs(report.resolve("report.html"));
    Path named = directory.resolve("named.html");
    Program.run("report", results.toString(), "-o", named.toString());
    assertThat(named).hasSameBinaryContentAs(report.resolve("report.html"));
    String story = results.resolve("story.json").toString();
    assertThat(Program.run("ladder", story).out())
        .isEqualTo(Program.run("ladder", "article-wrr").out());
  }

  @Test
  void eachScenarioOfACollectionLeavesItsStory() throws IOException {
    Program.run("run", "-q", "article-rr", "article-wrr", "-o", directory.toString());
    assertThat(directory.resolve("article-rr/story.json")).isNotEmptyFile();
    assertThat(directory.resolve("article-wrr/story.json")).isNotEmptyFile();
    assertThat(Program.run("chart", directory.toString()).out())
        .contains("=== rr", "=== wrr", "share        Share of requests against weight");
  }

  @Test
  void aPageHasTheScenariosInTheOrderOfTheirRun() throws IOException {
    Path results = directory.resolve("out");
    Path report = directory.resolve("report");
    Program.run(
        "run",
        "-q",
        "article-wrr",
        "article-rr",
        "-o",
        results.toString(),
        "--report",
        report.toString());
    Program.run("report", results.toString());
    assertThat(results.resolve("report.html"))
        .hasSameBinaryContentAs(report.resolve("report.html"));
    assertThat(Program.run("ladder", results.toString(), "--protocol", "arp").out())
        .startsWith("=== wrr")
        .contains("=== rr");
  }

  /** As in lvsim's own repository, where the name conformance is that of a directory too. */
  @Test
  void aDirectoryWithoutScenariosDoesNotHideABuiltInOne() throws IOException {
    Path empty = Files.createDirectory(Path.of("two-directors-sync"));
    try {
      assertThat(Program.run("ladder", "two-directors-sync", "--protocol", "udp").out())
          .contains("224.0.0.81");
    } finally {
      Files.delete(empty);
    }
  }

  @Test
  void theLadderOfAFrameHasWhatLedToIt() {
    String ladder = Program.run("ladder", "article-arp-problem", "--frame", "6").out();
    assertThat(ladder.lines().filter(line -> line.startsWith("#")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("#1 ").contains("ARP who has 192.168.2.188"),
            line -> assertThat(line).startsWith("#2 ").contains("<- #1"),
            line -> assertThat(line).startsWith("#5 ").contains("<- #2"),
            line -> assertThat(line).startsWith("#6 ").contains("<- #5"));
    assertThat(ladder).doesNotContain("ipvsadm");
  }

  @Test
  void aFileThatIsNoStoryIsToldWithLineAndColumn() throws IOException {
    Path file = Files.writeString(directory.resolve("story.json"), "{\n \"format\": 3}");
    for (String command : new String[] {"report", "ladder", "topology", "chart"}) {
      Program.Outcome outcome = Program.run(command, directory.toString());
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.err()).startsWith(file + ":2:").contains("expected a text");
    }
    assertThat(directory.resolve("report.html")).doesNotExist();
  }

  @Test
  void chartsAreNamedAndDrawn() {
    assertThat(Program.run("chart", "article-wrr").out())
        .contains("requests     Requests per real server\n", "neighbors ", "latency ")
        .doesNotContain("bypassed");
    assertThat(Program.run("chart", "article-wrr", "--chart", "share").out())
        .contains("40.0 %  40.0 % due", "60.0 %  60.0 % due");
  }

  @Test
  void picturesAreWrittenByTheEndOfTheirName() throws IOException {
    assumeThat(Letters.arePresent()).as(Letters.HOW_TO).isTrue();
    Path svg = directory.resolve("a.svg");
    Path png = directory.resolve("a.png");
    for (String command : new String[] {"ladder", "topology", "chart"}) {
      String[] more = command.equals("chart") ? new String[] {"--chart", "share"} : new String[0];
      assertThat(run(command, svg, more)).isZero();
      assertThat(Files.readString(svg)).startsWith("<?xml").contains("prefers-color-scheme");
      assertThat(run(command, png, more)).isZero();
      assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  private static int run(String command, Path file, String... more) {
    String[] args = new String[4 + more.length];
    args[0] = command;
    args[1] = "article-wrr";
    args[2] = "-o";
    args[3] = file.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return Program.run(args).status();
  }

  @ParameterizedTest
  @CsvSource({
    "chart article-wrr --chart bypassed, 3, nothing for a chart of bypassed",
    "chart article-wrr --chart pie, 2, 'there are requests, share'",
    "chart article-wrr --format svg, 2, name it with --chart",
    "ladder article-wrr --protocol icmp, 3, no frame is like that",
    "ladder article-wrr --follow nonsense, 2, is not an IPv4 address",
    "ladder article-wrr --frame 0, 2, frames are numbered from 1",
    "ladder article-wrr --frame 100000, 3, no frame is like that",
    "ladder article --format svg, 2, a picture shows one run",
    "ladder nobody, 2, there is no built-in scenario",
    "topology article-wrr --at soon, 2, is not a time",
    "report nowhere, 2, there is no such directory",
    "report src/main/java, 3, no story.json in it",
  })
  void wishesThatCannotBeMet(String line, int status, String complaint) {
    Program.Outcome outcome = Program.run(line.split(" "));
    assertThat(outcome.err()).contains(complaint);
    assertThat(outcome.status()).isEqualTo(status);
  }
}
