package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports of a lab plugged into a veth: real programs talk with simulated ones. */
final class PluggedLabTest {
  private static final String LAB =
      """
      name: plugged
      topology:
        preset: dr-lan
        arp: suppressed
        clients: [192.168.2.10, 192.168.2.11]
      steps:
      """;
  private static final String DIRECTOR =
      LAB
          + """
            - on: director
              run: |
                ipvsadm -A -t 192.168.2.188:80 -s rr
                ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.191 -g
                ipvsadm -a -t 192.168.2.188:80 -r 192.168.2.192 -g
          """;
  private static final String CLIENT =
      LAB
          + """
            - on: client1
              run: curl -s http://192.168.2.188:8080/hello.txt
              expect: real hello
          """;

  @TempDir private Path directory;
  private Path scenario;

  @BeforeEach
  void require() {
    scenario = directory.resolve("plugged.lvs.yaml");
  }

  private static void requireNamespaces() {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
  }

  /** The director and the real servers are simulated; curl and its kernel are real. */
  @Test
  void aRealClientIsServedByASimulatedCluster() throws IOException {
    requireNamespaces();
    Files.writeString(scenario, DIRECTOR);
    try (CableLab lab = new CableLab(directory, "02:00:00:00:77:10", "192.168.2.10/24")) {
      CableLab.Running lvsim =
          lab.startAtBench(
              "the lab goes on",
              "run",
              scenario.toString(),
              "--plug",
              "lan.client1=eth1",
              "--stay",
              "forever");
      assertThat(lvsim.output())
          .contains("lan.client1 is plugged into eth1; client1.eth0, at the other end")
          .contains("until Ctrl-C");
      LiveLab.Outcome answers =
          lab.atTested("for i in 1 2 3 4 5 6; do curl -s -S -m 5 http://192.168.2.188/ 2>&1; done");
      assertThat(answers.lines())
          .containsExactly("share192", "share191", "share192", "share191", "share192", "share191");
      lab.atBench("ip link del eth1");
      lvsim.awaitSaid("eth1 is lost");
      assertThat(lvsim.stop()).isZero();
      assertThat(lvsim.output()).contains("passed: plugged").contains("frames came in");
    }
  }

  /** The client and its curl are simulated; the web server and its kernel are real. */
  @Test
  void aSimulatedClientAsksARealServer() throws IOException {
    requireNamespaces();
    Files.writeString(scenario, CLIENT);
    Files.writeString(directory.resolve("hello.txt"), "real hello\n");
    try (CableLab lab = new CableLab(directory, "02:00:00:00:77:88", "192.168.2.188/24")) {
      lab.program(
          "Serving",
          List.of("python3", "-u", "-m", "http.server", "8080", "-d", directory.toString()));
      CableLab.Running lvsim =
          lab.runAtBench(List.of(), "run", scenario.toString(), "--plug", "client1.eth0=eth1");
      assertThat(lvsim.output()).contains("lan.client1, at the other end of its cable, is cut off");
      assertThat(lvsim.output()).contains("=== passed: plugged");
      assertThat(lvsim.process().exitValue()).isZero();
    }
  }

  @Test
  void addressesOfThisMachineAreRefused() throws IOException {
    requireNamespaces();
    Files.writeString(scenario, DIRECTOR);
    try (CableLab lab = new CableLab(directory, "02:00:00:00:77:99", "192.168.2.99/24")) {
      lab.atBench("ip addr add 192.168.2.191/24 dev eth1");
      CableLab.Running lvsim =
          lab.runAtBench(List.of(), "run", scenario.toString(), "--plug", "lan.client1=eth1");
      assertThat(lvsim.output())
          .contains("192.168.2.191 is an address of the lab and of this machine's own kernel")
          .contains("ip addr del 192.168.2.191/24 dev eth1");
      assertThat(lvsim.process().exitValue()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--plug rs1.eth0              | it is such as rs1.eth0=veth3",
        "--plug rs9.eth0=lo           | the lab has no such port; it has director.eth0,",
        "--plug rs1.eth0=nosuch0      | there is no interface nosuch0; there are",
        "--plug rs1.eth0=lo           | lo has no MAC address, so it is no Ethernet",
        "--plug rs1.eth0=lo --plug rs1.eth0=x | that is plugged already, by rs1.eth0=lo",
        "--stay 5s                    | need --plug",
        "--plug rs1.eth0=lo --stay x  | is not a time like",
        "--plug rs1.eth0=lo --on kernel | one scenario at a time, in the simulator",
      })
  void argumentsThatMakeNoSenseAreExplained(String arguments, String complaint) throws IOException {
    Files.writeString(scenario, DIRECTOR);
    String all = "run " + scenario + " " + arguments;
    Program.Outcome outcome = Program.run(all.split(" +"));
    assertThat(outcome.err()).contains(complaint).doesNotContain("Exception");
    assertThat(outcome.status()).isEqualTo(2);
  }
}
