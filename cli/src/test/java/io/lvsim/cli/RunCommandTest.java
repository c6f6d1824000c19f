package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of whole scenarios, and what they leave behind. */
class RunCommandTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void theTutorialPasses() {
    Program.Outcome outcome = Program.run("run", "article");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("[root@director ~]# ipvsadm -A -t 192.168.2.188:80 -s rr\n")
        .contains("=> passed  step ")
        .doesNotContain("FAILED", "ERROR")
        .containsPattern("(?m)^=== passed: .*, [0-9]+ of [0-9]+ scenarios passed$");
  }

  @Test
  void aFailedExpectationIsShownSideBySideWithItsReasons() throws IOException {
    Path file = Files.writeString(directory.resolve("wrong.lvs.yaml"), SMALL);
    Program.Outcome outcome = Program.run("run", "--quiet", file.toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith("=> FAILED  " + file + ":8:5: two hosts, step 1 on a\n")
        .containsPattern("(?m)^    expected +\\| got$")
        .containsPattern("(?m)^  ! nonsense +\\| PING 10.0.0.2 ")
        .containsPattern("(?m)^ +[0-9.]+  b +arp-answered +answered 10.0.0.1: arp_ignore = ");
    assertThat(outcome.out()).endsWith("seed 1\n");
  }

  @Test
  void severalScenariosEndWithTheirTotals() throws IOException {
    Files.writeString(directory.resolve("wrong.lvs.yaml"), SMALL);
    Files.writeString(
        directory.resolve("right.lvs.yaml"), SMALL.replaceAll("(?s)    expect:.*", ""));
    Program.Outcome outcome = Program.run("run", "-q", directory.toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).endsWith("2 scenarios: 1 passed, 1 not (two hosts)\n");
  }

  @Test
  void seedIsWhatTheUserSays() throws IOException {
    Path file = Files.writeString(directory.resolve("a.lvs.yaml"), SMALL);
    assertThat(Program.run("run", "-q", "--seed", "77", file.toString()).out())
        .endsWith("seed 77\n");
  }

  @Test
  void outputDirectoryHoldsEverythingAndTheSameBytesEachTime(@TempDir Path again)
      throws IOException {
    assertThat(run(directory)).isZero();
    assertThat(run(again)).isZero();
    List<String> files = files(directory);
    assertThat(files)
        .contains("transcript.txt", "results.json", "decisions.jsonl", "director.eth0.pcapng")
        .noneMatch(name -> name.endsWith(".part"));
    assertThat(files(again)).isEqualTo(files);
    for (String name : files) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(directory.resolve(name));
    }
    assertThat(Files.readString(directory.resolve("transcript.txt")))
        .isEqualTo(Program.run("run", "article-wrr").out());
  }

  @Test
  void collectionsHaveADirectoryForEachScenario() throws IOException {
    Program.run("run", "-q", "article-wrr", "article-fwmark", "-o", directory.toString());
    assertThat(directory.resolve("article-wrr/rs1.eth0.pcapng")).exists();
    assertThat(directory.resolve("article-fwmark/rs1.eth0.pcapng")).exists();
  }

  @Test
  void capturesNameTheDecisions() throws IOException {
    run(directory);
    List<CapturedFrame> frames = CaptureReader.readAll(directory.resolve("director.eth0.pcapng"));
    assertThat(frames).hasSizeGreaterThan(40);
    assertThat(frames)
        .filteredOn(f -> f.direction() == Direction.INBOUND)
        .anyMatch(f -> f.comments().stream().anyMatch(c -> c.contains("director: wrr picked ")));
  }

  @Test
  void classicCapturesAndSwitchPortsOnDemand() throws IOException {
    Program.run(
        "run",
        "-q",
        "article-wrr",
        "--capture-format=pcap",
        "--capture-switches",
        "-o",
        directory.toString());
    assertThat(files(directory)).contains("rs1.eth0.pcap", "lan.rs1.pcap");
    assertThat(CaptureReader.readAll(directory.resolve("lan.rs1.pcap")))
        .hasSameSizeAs(CaptureReader.readAll(directory.resolve("rs1.eth0.pcap")));
  }

  @Test
  void wiresharkFindsNothingToComplainAbout() throws IOException, InterruptedException {
    assumeThat(Tshark.installed()).as(Tshark.MISSING).isTrue();
    run(directory);
    for (String name : files(directory)) {
      if (name.endsWith(".pcapng")) {
        assertThat(Tshark.complaints(directory.resolve(name)))
            .as(name)
            .filteredOn(c -> !name.startsWith("director."))
            .isEmpty();
        assertThat(Tshark.complaints(oneWay(name, Direction.INBOUND))).as(name).isEmpty();
        assertThat(Tshark.complaints(oneWay(name, Direction.OUTBOUND))).as(name).isEmpty();
      }
    }
  }

  @Test
  void outputThatCannotBeWrittenIsBadInput() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Program.Outcome outcome = Program.run("run", "article-wrr", "-o", file.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1).first().asString().contains(file.toString());
  }

  /** What a director forwards passes its one interface twice: each way is looked at alone. */
  private Path oneWay(String name, Direction direction) throws IOException {
    Path file = directory.resolve(name + "." + direction + ".pcap");
    try (PcapWriter writer = new PcapWriter(file)) {
      for (CapturedFrame frame : CaptureReader.readAll(directory.resolve(name))) {
        if (frame.direction() == direction) {
          writer.write(frame.atNanos(), direction, frame.bytes(), List.of());
        }
      }
    }
    return file;
  }

  private static int run(Path to) {
    return Program.run("run", "-q", "article-wrr", "-o", to.toString()).status();
  }

  private static List<String> files(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.map(f -> f.getFileName().toString()).sorted().forEach(names::add);
    }
    return names;
  }

  private static final String SMALL =
      """
      name: two hosts
      topology:
        switches: { lan: {} }
        hosts:
          a: { interfaces: { eth0: { switch: lan, addresses: [10.0.0.1/24] } } }
          b: { interfaces: { eth0: { switch: lan, addresses: [10.0.0.2/24] } } }
      steps:
        - on: a
          run: ping -c 1 10.0.0.2
          expect: |
            nonsense
      """;
}
