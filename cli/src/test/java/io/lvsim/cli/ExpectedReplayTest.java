package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A capture of article-rr's client, replayed at a real director at the other end of a cable: lvsim
 * live, set up as the model or otherwise.
 */
final class ExpectedReplayTest {
  private static final String DIRECTOR = "02:00:00:00:01:90";
  private static final String MODEL =
      """
      name: model
      topology:
        preset: dr-lan
        arp: suppressed
        clients: [192.168.2.10, 192.168.2.11]
      steps:
        - on: director
          run: |
            ipvsadm -A -t 192.168.2.188:80 -s rr
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
            ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g
      """;
  private static final String RULES =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1
      """;

  @TempDir private Path directory;
  private CableLab lab;
  private Path model;

  @BeforeEach
  void build() throws IOException {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    model = Files.writeString(directory.resolve("model.lvs.yaml"), MODEL);
    Program.run("run", "-q", "article-rr", "-o", directory.resolve("recorded").toString());
    lab = new CableLab(directory, DIRECTOR, "192.168.2.190/24");
  }

  @AfterEach
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  private void startDirector(String rules) throws IOException {
    Path file = Files.writeString(directory.resolve("ipvsadm.rules"), rules);
    lab.startTested(
        "running on",
        "live",
        "--iface",
        "eth0",
        "--rules",
        file.toString(),
        "--control",
        directory.resolve("socket").toString());
  }

  private CableLab.Running replay(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                directory.resolve("recorded/client1.eth0.pcapng").toString(),
                "--iface",
                "eth1",
                "--expect",
                model.toString(),
                "--at",
                "client1.eth0",
                "--watch",
                "eth1"));
    arguments.addAll(List.of(more));
    return lab.runAtBench(List.of(), arguments.toArray(String[]::new));
  }

  private static List<String> mismatches(CableLab.Running replay) {
    return replay
        .output()
        .lines()
        .filter(line -> line.matches("  (missing|unexpected|differs) .*"))
        .toList();
  }

  @Test
  void aDirectorThatDoesAsTheModelSaysPasses() throws IOException {
    startDirector(RULES);
    Path kept = directory.resolve("kept");
    CableLab.Running replay = replay("--answer-arp", "-o", kept.toString());
    assertThat(replay.output())
        .contains("director: 51 frames as predicted, 0 missing, 0 unexpected, 0 different");
    assertThat(replay.process().exitValue()).isZero();
    assertThat(kept.resolve("predicted.pcapng")).exists();
    assertThat(kept.resolve("observed.eth1.pcapng")).exists();
  }

  /** One in four connections goes to rs1 then, and not every second one. */
  @Test
  void otherWeightsAreFound() throws IOException {
    startDirector(RULES.replace("-s rr", "-s wrr").replace("192:80 -g -w 1", "192:80 -g -w 3"));
    CableLab.Running replay = replay("--answer-arp");
    assertThat(replay.process().exitValue()).isEqualTo(1);
    assertThat(mismatches(replay))
        .hasSizeGreaterThanOrEqualTo(10)
        .allMatch(line ->
            line.contains(
                "destination MAC 02:00:00:00:01:92 (rs2.eth0),"
                    + " expected 02:00:00:00:01:91 (rs1.eth0)"));
    assertThat(mismatches(replay).getFirst())
        .matches("  differs +39 +\\d+ +\\d+ +0\\.\\d+  TCP 192\\.168\\.2\\.10:\\d+ -> .* S: .*");
    CableLab.Running lenient = replay("--answer-arp", "--ignore", "dst-mac");
    assertThat(lenient.output()).contains("0 missing, 0 unexpected, 0 different");
  }

  /** Somebody else answers for the real servers, so all goes to his MAC. */
  @Test
  void aWrongMacIsFound() throws IOException {
    startDirector(RULES);
    lab.atBench(
        "ip link set eth1 address 02:00:00:00:66:66; ip addr add 192.168.2.191/32 dev eth1;"
            + " ip addr add 192.168.2.192/32 dev eth1; ip route add 192.168.2.190 dev eth1");
    CableLab.Running replay = replay();
    assertThat(replay.process().exitValue()).isEqualTo(1);
    assertThat(mismatches(replay))
        .hasSize(50)
        .allMatch(line -> line.contains("destination MAC 02:00:00:00:66:66, expected 02:"));
  }

  @Test
  void aDirectorThatDoesNothingMissesAll() throws IOException {
    CableLab.Running replay = replay("--answer-arp", "--within", "200ms");
    assertThat(replay.process().exitValue()).isEqualTo(1);
    assertThat(replay.output())
        .contains("director: 0 frames as predicted, 51 missing, 0 unexpected, 0 different");
  }
}
