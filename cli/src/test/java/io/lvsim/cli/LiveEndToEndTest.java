package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Tcp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * lvsim live as the director between real clients and real servers on this machine's kernel. The
 * Maven profile {@code live-full} ({@code -Dlvsim.live.requests=1000}) sends a thousand requests in
 * each test and by each backend.
 */
final class LiveEndToEndTest {
  private static final int REQUESTS = Integer.getInteger("lvsim.live.requests", 200);
  private static final boolean FULL = REQUESTS >= 1_000;
  private static final int SOME = FULL ? REQUESTS : 20;
  private static final String URL = "http://" + LiveLab.VIP + "/";
  private static final String RR =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1
      """;

  @TempDir static Path directory;
  private static LiveLab lab;

  @BeforeAll
  static void build() throws IOException {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    lab = new LiveLab(directory);
  }

  @AfterAll
  static void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  /** The fastest in each run of the tests, all in a full one. */
  static List<String> backends() {
    return FULL ? List.of("af-packet", "libpcap", "pcap4j") : List.of("af-packet");
  }

  private static LiveProcess director(String rules, String... more) throws IOException {
    Path file = Files.createTempFile(directory, "ipvsadm", ".rules");
    Files.writeString(file, rules);
    String[] all = new String[more.length + 2];
    all[0] = "--rules";
    all[1] = file.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    LiveProcess director = new LiveProcess(lab, directory, all);
    assertThat(director.output()).contains("running on eth0");
    return director;
  }

  @ParameterizedTest
  @ValueSource(strings = {"af-packet", "libpcap", "pcap4j"})
  void requestsAlternateByRoundRobin(String backend) throws IOException {
    try (LiveProcess director = director(RR, "--backend", backend)) {
      List<String> answers = new ArrayList<>();
      Path passed = lab.capture("d", () -> answers.addAll(lab.ask(REQUESTS, URL)));
      assertThat(answers).hasSize(REQUESTS);
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(answers.get(i)).isEqualTo(i % 2 == 0 ? "share192" : "share191");
      }
      assertThatNoReplyIsIn(passed, REQUESTS);
      LiveLab.pause(2_500); // the estimator shows what was counted every 2 s
      Program.Outcome stats = director.control("-Ln", "--stats");
      assertThat(stats.out().lines().toList().get(3).split(" +"))
          .startsWith("TCP", "192.168.2.188:80", String.valueOf(REQUESTS))
          .satisfies(columns -> assertThat(columns[4]).as("OutPkts").isEqualTo("0"));
      assertThat(director.stop()).isZero();
      assertThat(director.output()).contains("lvsim: ran ").contains(" 0 not sent");
    }
  }

  /** Of what passed the director's NIC, requests came in and went out, and no reply did. */
  private static void assertThatNoReplyIsIn(Path capture, int requests) throws IOException {
    int vip = Ipv4Address.parse(LiveLab.VIP);
    int opening = 0;
    int replies = 0;
    for (CapturedFrame captured : CaptureReader.readAll(capture)) {
      byte[] frame = captured.bytes();
      if (Ethernet.type(frame) == Ethernet.TYPE_IPV4) {
        boolean syn = Tcp.flags(frame, Ethernet.HEADER + Ipv4.HEADER) == Tcp.SYN;
        opening += syn && Ipv4.destination(frame, Ethernet.HEADER) == vip ? 1 : 0;
        replies += Ipv4.source(frame, Ethernet.HEADER) == vip ? 1 : 0;
      }
    }
    assertThat(opening).as("each SYN once in and once out").isGreaterThanOrEqualTo(2 * requests);
    assertThat(replies).as("frames from the VIP").isZero();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void weightsAreKept(String backend) throws IOException {
    String rules =
        RR.replace("-s rr", "-s wrr")
            .replace("191:80 -g -w 1", "191:80 -g -w 2")
            .replace("192:80 -g -w 1", "192:80 -g -w 3");
    try (LiveProcess director = director(rules, "--backend", backend)) {
      List<String> answers = lab.ask(SOME, URL);
      assertThat(answers).hasSize(SOME);
      for (int i = 5; i < SOME; i++) {
        assertThat(answers.get(i)).isEqualTo(answers.get(i - 5));
      }
      assertThat(Collections.frequency(answers, "share191")).isEqualTo(SOME / 5 * 2);
      assertThat(Collections.frequency(answers, "share192")).isEqualTo(SOME / 5 * 3);
      assertThat(director.stop()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aPersistentClientStaysWhereItIs(String backend) throws IOException {
    String rules = RR.replace("-s rr", "-s rr -p 50");
    try (LiveProcess director = director(rules, "--backend", backend)) {
      assertThat(lab.ask(SOME, URL)).hasSize(SOME).containsOnly("share192");
      assertThat(director.control("-Lnc").out()).contains("192.168.2.10:0");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void portsWithOneMarkAreOneService(String backend) throws IOException {
    Path marks = directory.resolve("marks");
    Files.writeString(
        marks,
        """
        *mangle
        -A PREROUTING -d 192.168.2.188/32 -p tcp -m tcp --dport 80 -j MARK --set-mark 10
        -A PREROUTING -d 192.168.2.188/32 -p tcp -m tcp --dport 81 -j MARK --set-mark 10
        COMMIT
        """);
    String rules =
        """
        -A -f 10 -s rr
        -a -f 10 -r 192.168.2.191 -g -w 1
        -a -f 10 -r 192.168.2.192 -g -w 1
        """;
    try (LiveProcess director =
        director(rules, "--marks", marks.toString(), "--vip", LiveLab.VIP, "--backend", backend)) {
      for (int i = 0; i < SOME / 2; i++) {
        assertThat(lab.ask(1, URL)).containsExactly("share192");
        assertThat(lab.ask(1, "http://" + LiveLab.VIP + ":81/")).containsExactly("share191");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void muchIsUploadedThroughItAndDownloadedRoundIt(String backend) throws IOException {
    Path upload = Files.write(directory.resolve("upload"), new byte[2_000_000]);
    try (LiveProcess director = director(RR, "--backend", backend)) {
      String post = "curl -s -S -m 120 --data-binary @" + upload + " " + URL;
      assertThat(lab.out("c", post)).endsWith("got 2000000\n");
      long before = lab.bytesToDirector();
      String get = "curl -s -S -m 120 -o /dev/null -w '%{size_download}' " + URL + "big";
      assertThat(lab.out("c", get)).isEqualTo("50000000");
      assertThat(lab.bytesToDirector() - before).isLessThan(10_000_000);
      assertThat(director.stop()).isZero();
    }
  }

  @Test
  void onlyTheDirectorAnswersForTheVipUnlessARealServerIsNotSilenced() throws IOException {
    try (LiveProcess director = director(RR)) {
      assertThat(lab.answersForVip()).containsExactly(LiveLab.mac(190));
      assertThat(audited(lab.capture("c", lab::answersForVip))).doesNotContain("arp-poisoning");
      lab.suppressArp("r1", false);
      try {
        Path passed =
            lab.capture(
                "c",
                () ->
                    assertThat(lab.answersForVip())
                        .containsExactly(LiveLab.mac(190), LiveLab.mac(191)));
        assertThat(audited(passed)).contains("arp-poisoning").contains(LiveLab.mac(191));
      } finally {
        lab.suppressArp("r1", true);
      }
      assertThat(director.stop()).isZero();
    }
  }

  /** What lvsim audit finds in a capture of the client's, as JSON. */
  private static String audited(Path capture) throws IOException {
    Path rules = Files.writeString(directory.resolve("audited.rules"), RR);
    Program.Outcome outcome =
        Program.run(
            "audit",
            capture.toString(),
            "--rules",
            rules.toString(),
            "--director",
            LiveLab.mac(190),
            "--format",
            "json");
    assertThat(outcome.err()).isEmpty();
    return outcome.out();
  }

  @Test
  void itIsChangedWhileItRuns() throws IOException {
    try (LiveProcess director = director(RR)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(director.socket())))
          .isEqualTo("rw-------");
      String service = LiveLab.VIP + ":80";
      assertThat(director.control("-d", "-t", service, "-r", "192.168.2.192").status()).isZero();
      assertThat(lab.ask(6, URL)).hasSize(6).containsOnly("share191");
      Program.Outcome wrong = director.control("-d", "-t", service, "-r", "192.168.2.192");
      assertThat(wrong.status()).isEqualTo(255);
      assertThat(wrong.err()).isEqualTo("No such destination\n");
      assertThat(director.stop()).isZero();
      assertThat(director.socket()).doesNotExist();
    }
  }

  @Test
  void itOutlivesItsInterfacesFall() throws IOException {
    try (LiveProcess director = director(RR)) {
      assertThat(lab.ask(2, URL)).containsExactly("share192", "share191");
      lab.out("d", "ip link set eth0 down");
      director.awaitSaid("eth0: the link is down");
      lab.out("d", "ip link set eth0 up");
      director.awaitSaid("eth0: the link is up again");
      assertThat(lab.ask(2, URL)).containsExactly("share192", "share191");
      lab.out("d", "ip link del eth0");
      director.awaitSaid("eth0 is lost: ");
      lab.plugDirectorAgain();
      director.awaitSaid("eth0 is back");
      assertThat(lab.ask(2, URL)).containsExactly("share192", "share191");
      assertThat(director.stop()).isZero();
      assertThat(director.output()).contains("the interface was lost once");
    }
  }

  @Test
  void aServerThatStopsIsTakenOutByRealChecksAndPutInAgain() throws IOException {
    Path config = directory.resolve("ldirectord.cf");
    Files.writeString(
        config,
        """
        checktimeout=2
        checkinterval=1
        quiescent=no

        virtual=192.168.2.188:80
        \treal=192.168.2.191:80 gate 1
        \treal=192.168.2.192:80 gate 1
        \tservice=http
        \tscheduler=rr
        \tprotocol=tcp
        \tchecktype=negotiate
        \tcheckport=80
        \trequest="/"
        \treceive="share"
        """);
    try (LiveProcess director =
        new LiveProcess(
            lab, directory, "--ldirectord", config.toString(), "--dip", "192.168.2.189/24")) {
      awaitServers(director, 2);
      assertThat(lab.ask(4, URL)).hasSize(4).contains("share191", "share192");
      lab.stopServer("r2");
      awaitServers(director, 1);
      assertThat(lab.ask(SOME, URL)).as("no refusal").hasSize(SOME).containsOnly("share191");
      lab.startServer("r2");
      awaitServers(director, 2);
      assertThat(lab.ask(4, URL)).contains("share191", "share192");
      assertThat(director.stop()).isZero();
    } finally {
      lab.stopServer("r2");
      lab.startServer("r2");
    }
  }

  private static void awaitServers(LiveProcess director, int count) {
    String listing = "";
    for (int i = 0; i < 200; i++) {
      listing = director.control("-Ln").out();
      if (listing.lines().filter(line -> line.contains("-> 192.168.2.19")).count() == count) {
        return;
      }
      LiveLab.pause(100);
    }
    throw new AssertionError(count + " real servers never are in: " + listing + director.output());
  }

  @Test
  void aVipOfThisMachinesKernelIsRefused() throws IOException {
    lab.out("d", "ip addr add 192.168.2.188/32 dev lo; sysctl -qw net.ipv4.ip_forward=1");
    Path rules = Files.writeString(directory.resolve("own.rules"), RR);
    try (LiveProcess director = new LiveProcess(lab, directory, "--rules", rules.toString())) {
      assertThat(director.awaitEnd()).isEqualTo(2);
      assertThat(director.output()).contains("ip addr del 192.168.2.188/32 dev lo");
    } finally {
      lab.out("d", "ip addr del 192.168.2.188/32 dev lo");
    }
    try (LiveProcess director =
        new LiveProcess(lab, directory, "--rules", rules.toString(), "--dry-run")) {
      assertThat(director.awaitEnd()).isZero();
      assertThat(director.output())
          .contains("warning: net.ipv4.ip_forward is 1")
          .contains("would run on eth0 (02:00:00:00:01:be) for 192.168.2.188");
    } finally {
      lab.out("d", "sysctl -qw net.ipv4.ip_forward=0");
    }
  }
}
