package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several machines of one simulated lab, each plugged into an interface, behind lvsim live. */
final class PluggedSeveralTest {
  private static final String RULES =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1
      """;
  private static final String LAB =
      """
      name: several
      topology:
        preset: dr-lan
        arp: suppressed
        clients: [192.168.2.10, 192.168.2.11]
      steps:
      """;
  private static final String SERVERS =
      LAB
          + """
            - on: rs1
              run: hostname
              expect: rs1
          """;
  private static final String DIRECTOR =
      """
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
              run: for i in 1 2 3 4 5 6; do curl -s -m 5 http://192.168.2.188/; done
              expect: |
                share192
                share191
                share192
                share191
                share192
                share191
          """;

  @TempDir private Path directory;
  private BridgeLab lab;
  private Path scenario;

  @BeforeEach
  void build() {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    scenario = directory.resolve("several.lvs.yaml");
    lab = new BridgeLab(directory);
  }

  @AfterEach
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  private LiveLab.Outcome ask(int count, String url) {
    return lab.atClient(
        "for i in $(seq %d); do curl -s -S -m 3 %s 2>&1; done".formatted(count, url));
  }

  /** A real curl, the live director, two simulated real servers; then one of them is unplugged. */
  @Test
  void aRealClientGetsAnswersOfTwoSimulatedServers() throws IOException {
    lab.startDirector(RULES);
    lab.atClient("ip addr add 192.168.2.10/24 dev eth0");
    Files.writeString(scenario, SERVERS);
    CableLab.Running lvsim =
        lab.startAtBench(
            "the lab goes on",
            "run",
            scenario.toString(),
            "--plug",
            "rs1.eth0=w1",
            "--plug",
            "rs2.eth0=w2",
            "--stay",
            "forever");
    assertThat(lvsim.output())
        .contains("rs1.eth0 is plugged into w1; lan.rs1, at the other end of its cable, is cut off")
        .contains("rs2.eth0 is plugged into w2; lan.rs2, at the other end of its cable, is cut off")
        .contains("until Ctrl-C");
    assertThat(ask(6, "http://192.168.2.188/").lines())
        .containsExactly("share192", "share191", "share192", "share191", "share192", "share191");
    lab.atBench("ip link del w1");
    lvsim.awaitSaid("w1 is lost");
    assertThat(ask(2, "http://192.168.2.192/").lines()).containsExactly("share192", "share192");
    assertThat(ask(1, "http://192.168.2.191/").output()).doesNotContain("share");
    lab.plugAgain("w1");
    lvsim.awaitSaid("w1 is back");
    assertThat(ask(1, "http://192.168.2.191/").lines()).containsExactly("share191");
    assertThat(lvsim.stop()).isZero();
    assertThat(lvsim.output())
        .contains("passed: several")
        .containsPattern("rs1.eth0=w1: [1-9]\\d* frames came in, [1-9]\\d* went out")
        .containsPattern("rs2.eth0=w2: [1-9]\\d* frames came in, [1-9]\\d* went out, 0 not sent")
        .doesNotContain("w2 is lost");
  }

  /** Client and servers are simulated, in one lab; only the director and the bridge are real. */
  @Test
  void aSimulatedClientAsksSimulatedServersByTheLiveDirector() throws IOException {
    lab.startDirector(RULES);
    Files.writeString(scenario, CLIENT);
    CableLab.Running lvsim =
        lab.startAtBench(
            "=== ",
            "run",
            scenario.toString(),
            "-o",
            directory.resolve("kept").toString(),
            "--plug",
            "client1.eth0=eth1",
            "--plug",
            "rs1.eth0=w1",
            "--plug",
            "rs2.eth0=w2");
    assertThat(lvsim.awaitEnd()).as(lvsim.output()).isZero();
    assertThat(lvsim.output())
        .contains("=== passed: several")
        .containsPattern("client1.eth0=eth1: [1-9]\\d* frames came in, [1-9]\\d* went out")
        .containsPattern("rs1.eth0=w1: [1-9]\\d* frames came in, [1-9]\\d* went out")
        .containsPattern("rs2.eth0=w2: [1-9]\\d* frames came in, [1-9]\\d* went out");
  }

  /** Both ends of a cable are plugged: the real bridge lies between two parts of the lab. */
  @Test
  void aRealBridgeLiesInACableOfTheLab() throws IOException {
    Files.writeString(scenario, CLIENT.replace("steps:\n", "steps:\n" + DIRECTOR));
    CableLab.Running lvsim =
        lab.startAtBench(
            "=== ",
            "run",
            scenario.toString(),
            "--plug",
            "client1.eth0=w1",
            "--plug",
            "lan.client1=w2");
    assertThat(lvsim.awaitEnd()).as(lvsim.output()).isZero();
    assertThat(lvsim.output())
        .contains("client1.eth0 is plugged into w1\n")
        .contains("lan.client1 is plugged into w2\n")
        .doesNotContain("cut off");
  }

  /** The second interface fails: nothing is left plugged, and the program ends with the reason. */
  @Test
  void theSecondInterfaceIsDown() throws IOException {
    lab.atBench("ip link set w2 down");
    Files.writeString(scenario, SERVERS);
    CableLab.Running lvsim =
        lab.startAtBench(
            "=== ", "run", scenario.toString(), "--plug", "rs1.eth0=w1", "--plug", "rs2.eth0=w2");
    assertThat(lvsim.awaitEnd()).isEqualTo(2);
    assertThat(lvsim.output())
        .contains("--plug rs2.eth0=w2: w2 is down or has no carrier; try: ip link set w2 up")
        .doesNotContain("Exception");
  }
}
