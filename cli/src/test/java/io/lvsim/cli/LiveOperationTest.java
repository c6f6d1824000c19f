package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of a live director, and told by it, while it runs between real kernels. */
final class LiveOperationTest {
  private static final String URL = "http://" + LiveLab.VIP + "/";
  private static final String RR =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 3
      """;

  @TempDir static Path directory;
  private static LiveLab lab;
  private static Path rules;

  @BeforeAll
  static void build() throws IOException {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    lab = new LiveLab(directory);
    rules = Files.writeString(directory.resolve("ipvsadm.rules"), RR);
  }

  @AfterAll
  static void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  private static LiveProcess director(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--rules", rules.toString()));
    all.addAll(List.of(more));
    LiveProcess director = new LiveProcess(lab, directory, all.toArray(new String[0]));
    assertThat(director.output()).contains("running on eth0");
    return director;
  }

  @Test
  void metricsAreToldByFileByControlAndOverHttp() throws IOException {
    Path file = directory.resolve("metrics.jsonl");
    try (LiveProcess director =
        director("--metrics", file.toString(), "--prometheus", "127.0.0.1:9188")) {
      assertThat(lab.ask(10, URL)).hasSize(10);
      LiveLab.pause(3_000); // the estimator shows what was counted every 2 s
      JsonNode asked = JsonMapper.shared().readTree(director.control("--metrics").out());
      List<String> lines = Files.readAllLines(file);
      JsonNode written = JsonMapper.shared().readTree(lines.getLast());
      assertThat(lines).hasSizeGreaterThan(1);
      assertThat(written.propertyNames()).isEqualTo(asked.propertyNames());
      for (JsonNode json : List.of(asked, written)) {
        assertThat(json.get("connections_total").asInt()).isEqualTo(10);
        assertThat(json.get("sent").asInt()).isGreaterThan(10 * 5);
        assertThat(json.get("link").asBoolean()).isTrue();
      }
      PrometheusReader metrics = PrometheusReader.of(director.control("--prometheus").out());
      assertThat(metrics.sumOf("lvsim_service_connections_total")).isEqualTo(10);
      assertThat(metrics.of("lvsim_server_connections_total", "remote_address=\"192.168.2.191\""))
          .isEqualTo(5);
      assertThat(metrics.of("lvsim_server_weight", "remote_address=\"192.168.2.192\""))
          .isEqualTo(3);
      assertThat(metrics.sumOf("lvsim_frames_judged_total"))
          .isEqualTo(metrics.sumOf("lvsim_frames_received_total"));
      String head = lab.out("d", "curl -s -D - -o /dev/null http://127.0.0.1:9188/metrics");
      assertThat(head)
          .contains("200 OK")
          .containsIgnoringCase("content-type: text/plain; version=0.0.4; charset=utf-8");
      String scraped = lab.out("d", "curl -s http://127.0.0.1:9188/metrics");
      assertThat(PrometheusReader.of(scraped).names()).isEqualTo(metrics.names());
      if (LiveLab.shell("command -v promtool").status() == 0) {
        Path text = Files.writeString(directory.resolve("metrics.prom"), scraped);
        LiveLab.Outcome judged = LiveLab.shell("promtool check metrics < " + text);
        assertThat(judged.status()).as(judged.output()).isZero();
      }
      assertThat(lab.out("d", "curl -s -o /dev/null -w '%{http_code}' 127.0.0.1:9188/"))
          .isEqualTo("404");
      String outside = "curl -s -m 2 -o /dev/null http://192.168.2.190:9188/metrics";
      assertThat(lab.in("c", outside).status()).as("not from outside").isNotZero();
      assertThat(director.stop()).isZero();
    }
  }

  @Test
  void aTraceIsBegunAndEndedWhileItRuns() throws IOException {
    Path into = directory.resolve("trace");
    try (LiveProcess director = director()) {
      assertThat(director.control("trace", "status").out()).contains("no trace is running");
      assertThat(lab.ask(2, URL)).hasSize(2);
      assertThat(director.control("trace", "start", "-o", into.toString()).out())
          .isEqualTo("tracing into " + into + "\n");
      Program.Outcome twice = director.control("trace", "start", "-o", into.toString());
      assertThat(twice.status()).isEqualTo(2);
      assertThat(twice.err()).contains("running already");
      assertThat(lab.ask(4, URL)).hasSize(4);
      assertThat(names(into)).noneMatch(name -> !name.startsWith("."));
      assertThat(director.control("trace", "stop").out()).contains("frames kept");
      assertThat(lab.ask(2, URL)).hasSize(2);
      assertThat(names(into)).containsExactly("decisions.0001.jsonl", "director.eth0.0001.pcapng");
      List<CapturedFrame> frames = CaptureReader.readAll(into.resolve("director.eth0.0001.pcapng"));
      long picks = frames.stream().filter(f -> comments(f).contains("rr picked")).count();
      assertThat(picks).as("of four requests, where they came in").isGreaterThanOrEqualTo(4);
      String log = Files.readString(into.resolve("decisions.0001.jsonl"));
      assertThat(log.lines().filter(line -> line.contains("\"ipvs-scheduled\""))).hasSize(4);
      log.lines().forEach(line -> assertThat(JsonMapper.shared().readTree(line)).isNotEmpty());
      assertThat(director.control("trace", "stop").err()).contains("no trace is running");
      assertThat(director.control("trace", "start").err()).contains("-o DIR");
      assertThat(director.control("trace", "now").status()).isEqualTo(2);
      assertThat(director.stop()).isZero();
    }
  }

  private static String comments(CapturedFrame frame) {
    return String.join("\n", frame.comments());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aTraceFromTheStartKeepsNoMoreThanItMay() throws IOException {
    Path into = directory.resolve("kept");
    try (LiveProcess director =
        director("-o", into.toString(), "--file-size", "64k", "--files", "2")) {
      assertThat(lab.ask(80, URL)).hasSize(80);
      assertThat(director.stop()).isZero();
      assertThat(director.output()).contains("trace in " + into).contains("old files deleted");
    }
    List<String> names = names(into);
    assertThat(names).hasSize(4).noneMatch(name -> name.startsWith("."));
    for (String name : names) {
      assertThat(Files.size(into.resolve(name))).isBetween(100L, 70_000L);
    }
    String last = names.getLast();
    byte[] capture = Files.readAllBytes(into.resolve(last));
    assertThat(new String(capture, StandardCharsets.ISO_8859_1))
        .contains("lvsim traced 1 of 1 conversations, at most 2000 frames/s");
    assertThat(CaptureReader.readAll(into.resolve(last))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"af-packet", "libpcap", "pcap4j"})
  void aServiceThatIsAddedBringsItsVip(String backend) throws IOException {
    for (String server : List.of("r1", "r2")) {
      lab.in(server, "ip addr add 192.168.2.187/32 dev lo");
    }
    try (LiveProcess director = director("--backend", backend)) {
      CompletableFuture<List<String>> meanwhile =
          CompletableFuture.supplyAsync(() -> lab.ask(60, URL));
      Program.Outcome added = director.control("-A", "-t", "192.168.2.187:80", "-s", "rr");
      assertThat(added.err()).isEmpty();
      director.control("-a", "-t", "192.168.2.187:80", "-r", "192.168.2.191", "-g");
      director.awaitSaid("answers for 192.168.2.187 too");
      assertThat(lab.ask(5, "http://192.168.2.187/")).hasSize(5).containsOnly("share191");
      assertThat(meanwhile.join())
          .as("the other service goes on meanwhile")
          .hasSize(60)
          .allMatch(answer -> answer.startsWith("share"));
      Program.Outcome own = director.control("-A", "-t", "192.168.2.190:80", "-s", "rr");
      assertThat(own.err())
          .contains("192.168.2.190 is an address of this machine's own kernel")
          .contains("ip addr del 192.168.2.190/24 dev eth0");
      lab.out("d", "ip link del eth0");
      director.awaitSaid("eth0 is lost: ");
      lab.plugDirectorAgain();
      director.awaitSaid("eth0 is back");
      assertThat(lab.ask(2, "http://192.168.2.187/")).containsOnly("share191");
      assertThat(director.stop()).isZero();
    }
  }

  @Test
  void aFullTableIsSaidOnceAndOldConnectionsGoOn() throws IOException {
    try (LiveProcess director = director("--max-connections", "3")) {
      assertThat(director.control("--set", "900", "2", "300").status()).isZero();
      String came = lab.python("c", "hold.py", LiveLabPrograms.HOLDER, LiveLab.VIP + " 3");
      assertThat(came.lines().toList())
          .hasSize(4)
          .startsWith("TimeoutError")
          .contains("share191", "share192");
      director.awaitSaid("the connection table is full: it has 3 entries");
      assertThat(director.output().split("table is full: ", -1)).as("said once").hasSize(2);
      JsonNode json = JsonMapper.shared().readTree(director.control("--metrics").out());
      assertThat(json.get("entries_limit").asInt()).isEqualTo(3);
      assertThat(json.get("entries_refused").asInt()).as("SYNs").isBetween(1, 5);
      LiveLab.pause(5_000); // what lies in FIN_WAIT expires
      assertThat(lab.ask(2, URL)).contains("share191", "share192");
      assertThat(director.stop()).isZero();
      assertThat(director.output()).contains("refused because the table was full");
    }
  }

  @Test
  void atItsEndItTellsWhoTakesOver() throws IOException {
    String successor = "02:00:00:00:77:01";
    Path passed =
        lab.capture(
            "c",
            () -> {
              try (LiveProcess director = director("--garp-at-stop", successor)) {
                assertThat(director.stop()).isZero();
              }
            });
    List<String> told = new ArrayList<>();
    for (CapturedFrame captured : CaptureReader.readAll(passed)) {
      byte[] frame = captured.bytes();
      if (Ethernet.type(frame) == Ethernet.TYPE_ARP
          && Arp.senderIp(frame) == Ipv4Address.parse(LiveLab.VIP)) {
        assertThat(Ethernet.destination(frame)).isEqualTo(MacAddress.BROADCAST);
        assertThat(Arp.targetIp(frame)).isEqualTo(Ipv4Address.parse(LiveLab.VIP));
        told.add(MacAddress.format(Arp.senderMac(frame)));
      }
    }
    assertThat(told).containsExactly(LiveLab.mac(190), successor);
  }

  @Test
  void mergedFramesAreWarnedOfAndRefused() throws IOException {
    lab.out("d", "ethtool -K eth0 gro on");
    lab.out("c", "ethtool -K eth0 tx on tso on gso on");
    Path upload = Files.write(directory.resolve("big-upload"), new byte[300_000]);
    try (LiveProcess director = director("--repair-checksums")) {
      assertThat(director.output())
          .contains("warning: eth0 merges frames that come in a row (GRO)")
          .contains("try: ethtool -K eth0 gro off");
      lab.in("c", "curl -s -m 10 --data-binary @" + upload + " " + URL);
      director.awaitSaid("longer than the MTU lets frames be, and was refused");
      assertThat(director.output()).contains("ethtool -K INTERFACE tso off gso off");
      JsonNode json = JsonMapper.shared().readTree(director.control("--metrics").out());
      assertThat(json.get("oversized").asInt()).isPositive();
      assertThat(json.get("repaired_checksums").asInt()).isPositive();
      assertThat(director.stop()).isZero();
    } finally {
      lab.out("c", "ethtool -K eth0 tso off gso off tx off");
      lab.out("d", "ethtool -K eth0 gro off");
    }
  }

  /** setcap would not do: the JVM's own libraries are not found then. */
  @Test
  void anyUserMayRunItWithOneCapability() throws IOException {
    assumeTrue(LiveLab.shell("command -v setpriv").status() == 0, "there is no setpriv");
    Path home = Files.createTempDirectory(Path.of("/tmp"), "lvsim-user");
    try {
      String classPath = copyClassPath(home);
      List<String> setpriv =
          List.of(
              "setpriv",
              "--reuid=65534",
              "--regid=65534",
              "--clear-groups",
              "--inh-caps=+net_raw",
              "--ambient-caps=+net_raw");
      assumeTrue(
          LiveLab.shell("%s %s/bin/java -version".formatted(String.join(" ", setpriv), javaHome()))
                  .status()
              == 0,
          "the JDK cannot be run by everybody");
      for (String backend : List.of("af-packet", "libpcap", "pcap4j")) {
        try (LiveProcess director =
            new LiveProcess(
                lab,
                home,
                setpriv,
                LiveProcess.program(List.of(), classPath),
                "--rules",
                home.resolve("rules").toString(),
                "--backend",
                backend)) {
          assertThat(director.output()).contains("running on eth0");
          assertThat(lab.out("d", "grep ^Uid /proc/%d/status".formatted(director.pid())))
              .contains("65534");
          assertThat(lab.ask(4, URL)).hasSize(4).contains("share191", "share192");
          assertThat(director.stop()).isZero();
        }
      }
    } finally {
      LiveLab.shell("rm -rf " + home);
    }
  }

  private static String javaHome() {
    return System.getProperty("java.home");
  }

  /** The program and the rules where everybody may read them. */
  private static String copyClassPath(Path home) throws IOException {
    Files.writeString(home.resolve("rules"), RR);
    List<String> copied = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      if (Files.exists(Path.of(entry)) && !entry.endsWith("test-classes")) {
        Path copy = home.resolve("cp" + copied.size() + Path.of(entry).getFileName());
        LiveLab.shell("cp -r '%s' '%s'".formatted(entry, copy));
        copied.add(copy.toString());
      }
    }
    LiveLab.shell("chmod -R a+rX %1$s; chmod a+rwx %1$s".formatted(home));
    return String.join(":", copied);
  }
}
