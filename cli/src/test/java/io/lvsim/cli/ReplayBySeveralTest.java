package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
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
 * A capture of article-rr's client (50 frames of 10 connections and a question by ARP), replayed at
 * lvsim live on a bridge, where each real server's frames come by an interface of their own.
 */
final class ReplayBySeveralTest {
  private static final String TO_RS1 = "02:00:00:00:01:91 (rs1.eth0)";
  private static final String TO_RS2 = "02:00:00:00:01:92 (rs2.eth0)";
  private static final String ONE = "-a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1\n";
  private static final String TWO = "-a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1\n";
  private static final String RULES = "-A -t 192.168.2.188:80 -s rr\n" + ONE + TWO;
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

  @TempDir private Path directory;
  private BridgeLab lab;
  private Path model;

  @BeforeEach
  void build() throws IOException {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    model = Files.writeString(directory.resolve("model.lvs.yaml"), MODEL);
    Program.run("run", "-q", "article-rr", "-o", directory.resolve("recorded").toString());
    lab = new BridgeLab(directory);
  }

  @AfterEach
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  private CableLab.Running replay(String more) throws IOException {
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
                "client1.eth0"));
    arguments.addAll(List.of(more.split(" ")));
    return lab.runAtBench(arguments);
  }

  private static List<String> mismatches(CableLab.Running replay) {
    return replay
        .output()
        .lines()
        .filter(line -> line.matches("  (missing|unexpected|differs) .*"))
        .toList();
  }

  private static void assertVerdict(CableLab.Running replay, int status, String summary) {
    assertThat(replay.output()).contains("director: " + summary);
    assertThat(replay.process().exitValue()).isEqualTo(status);
  }

  @Test
  void eachServersFramesAreSeenByItsOwnInterface() throws IOException {
    lab.startDirector(RULES);
    String kept = directory.resolve("kept").toString();
    CableLab.Running replay =
        replay("--watch w1=rs1.eth0 --watch w2=rs2.eth0 --answer-arp -o " + kept);
    assertVerdict(replay, 0, "50 frames as predicted, 0 missing, 0 unexpected, 0 different");
    assertThat(replay.output()).contains("1 frame predicted to where no interface is watched");
    assertThat(framesTo("w1", 191)).isEqualTo(25);
    assertThat(framesTo("w2", 192)).isEqualTo(25);
    CableLab.Running third =
        replay("--watch w1=rs1.eth0 --watch w2=rs2.eth0 --watch eth1 --answer-arp");
    assertThat(third.output()).doesNotContain("no interface is watched");
    assertVerdict(third, 0, "51 frames as predicted, 0 missing, 0 unexpected, 0 different");
  }

  /** What is not for rs1 comes back where it was sent: the bench stands for the client and rs2. */
  @Test
  void anInterfaceWithoutAPortStandsForAllOthers() throws IOException {
    lab.startDirector(RULES);
    CableLab.Running replay = replay("--watch w1=rs1.eth0 --watch eth1 --answer-arp");
    assertVerdict(replay, 0, "51 frames as predicted, 0 missing, 0 unexpected, 0 different");
  }

  /** Each interface gets copies of all frames, also of those for the unwatched client. */
  @Test
  void copiesThatTheBridgeFloodsAreNotCompared() throws IOException {
    lab.flood();
    lab.startDirector(RULES);
    CableLab.Running replay = replay("--watch w1=rs1.eth0 --watch w2=rs2.eth0 --answer-arp");
    assertVerdict(replay, 0, "50 frames as predicted, 0 missing, 0 unexpected, 0 different");
    assertThat(replay.output()).contains("52 frames for other ports than the interface's, flooded");
  }

  /** How many of the frames that came by an interface and were kept are IPv4 to a server. */
  private long framesTo(String iface, int server) throws IOException {
    long count = 0;
    Path file = directory.resolve("kept/observed." + iface + ".pcapng");
    try (CaptureReader reader = CaptureReader.open(file)) {
      for (CapturedFrame each = reader.next(); each != null; each = reader.next()) {
        byte[] frame = each.bytes();
        boolean meant = Ethernet.destination(frame) == MacAddress.parse(macOf(server));
        count += meant && Ethernet.type(frame) == Ethernet.TYPE_IPV4 ? 1 : 0;
      }
    }
    return count;
  }

  /** As the preset dr-lan gives it. */
  private static String macOf(int server) {
    return "02:00:00:00:01:" + server % 100;
  }

  /** Three of four connections go to rs2 then, and not every second one. */
  @Test
  void anotherSchedulerIsFound() throws IOException {
    lab.startDirector(RULES.replace("-s rr", "-s wrr").replace("192:80 -g -w 1", "192:80 -g -w 3"));
    CableLab.Running replay = replay("--watch w1=rs1.eth0 --watch w2=rs2.eth0 --answer-arp");
    assertThat(mismatches(replay))
        .hasSizeGreaterThanOrEqualTo(10)
        .allMatch(line ->
            line.contains(
                    "interface w2, expected w1; destination MAC " + TO_RS2 + ", expected " + TO_RS1)
                || line.contains(
                    "interface w1, expected w2; destination MAC "
                        + TO_RS1
                        + ", expected "
                        + TO_RS2));
    int wrong = mismatches(replay).size();
    String counts = "%d frames as predicted, 0 missing, 0 unexpected, %d different";
    assertVerdict(replay, 1, counts.formatted(50 - wrong, wrong));
  }

  @Test
  void aServerThatIsLeftOutIsFound() throws IOException {
    lab.startDirector(RULES.replace(ONE, ""));
    CableLab.Running replay = replay("--watch w1=rs1.eth0 --watch w2=rs2.eth0 --answer-arp");
    assertThat(mismatches(replay))
        .hasSize(25)
        .allMatch(line ->
            line.contains(
                "interface w2, expected w1; destination MAC " + TO_RS2 + ", expected " + TO_RS1));
    assertVerdict(replay, 1, "25 frames as predicted, 0 missing, 0 unexpected, 25 different");
  }

  /** The servers really are there, each at the cable that was said to be the other's. */
  @Test
  void interfacesThatAreSwappedAreFound() throws IOException {
    serverAtBench("w1", 191);
    serverAtBench("w2", 192);
    lab.startDirector(RULES);
    CableLab.Running right = replay("--watch w1=rs1.eth0 --watch w2=rs2.eth0");
    assertVerdict(right, 0, "50 frames as predicted, 0 missing, 0 unexpected, 0 different");
    CableLab.Running swapped = replay("--watch w1=rs2.eth0 --watch w2=rs1.eth0");
    assertThat(mismatches(swapped)).hasSize(50);
    assertThat(mismatches(swapped).stream().filter(l -> l.endsWith(": interface w1, expected w2")))
        .hasSize(25);
    assertThat(mismatches(swapped).stream().filter(l -> l.endsWith(": interface w2, expected w1")))
        .hasSize(25);
    assertVerdict(swapped, 1, "0 frames as predicted, 0 missing, 0 unexpected, 50 different");
  }

  /** A real server's address and MAC at an interface, which alone answers for it. */
  private void serverAtBench(String iface, int number) {
    String script =
        "ip link set %1$s address %3$s; ip addr add 192.168.2.%2$d/32 dev %1$s;"
            + " sysctl -qw net.ipv4.conf.%1$s.arp_ignore=1 net.ipv4.conf.%1$s.rp_filter=0;"
            + " ip route replace 192.168.2.190 dev %1$s";
    LiveLab.Outcome outcome = lab.atBench(script.formatted(iface, number, macOf(number)));
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void watchesThatMakeNoSenseAreExplained() throws IOException {
    assertRefused("--watch w1=rs1.eth0 --watch w2=rs1.eth0", "rs1.eth0 is watched already, by w1");
    assertRefused("--watch w1=rs1.eth0 --watch w1=rs2.eth0", "w1 is watched already");
    assertRefused("--watch w1 --watch w2", "say which port w2 stands for, such as w2=rs2.eth0");
    assertRefused("--watch w1=", "it is such as veth1 or veth1=rs1.eth0");
    assertRefused("--watch w1=rs1.eth0 --watch w2=rs7.eth0", "the scenario's lab has no such port");
    assertRefused("--watch w1=director.eth0", "director is the machine that is real");
    assertRefused("--watch w1=rs1.eth0 --watch w9=rs2.eth0", "there is no interface w9");
  }

  private void assertRefused(String watches, String complaint) throws IOException {
    CableLab.Running replay = replay(watches + " --answer-arp");
    assertThat(replay.output()).contains(complaint).doesNotContain("Exception");
    assertThat(replay.process().exitValue()).isEqualTo(2);
  }
}
