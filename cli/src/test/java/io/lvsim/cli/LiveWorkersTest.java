package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.Direction;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Tcp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** lvsim live with several workers between real kernels, with many clients. */
final class LiveWorkersTest {
  private static final int CLIENTS = 30;
  private static final String SERVICE = LiveLab.VIP + ":80";
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
    lab.out(
        "c",
        "for i in $(seq 20 %d); do ip addr add 192.168.2.$i/32 dev eth0; done"
            .formatted(19 + CLIENTS));
  }

  @AfterAll
  static void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  private static LiveProcess start(String rules, String... more) throws IOException {
    Path file = Files.writeString(Files.createTempFile(directory, "ipvsadm", ".rules"), rules);
    List<String> all = new ArrayList<>(List.of("--rules", file.toString(), "--workers", "2"));
    all.addAll(List.of(more));
    return new LiveProcess(lab, directory, all.toArray(new String[0]));
  }

  private static LiveProcess director(String rules, String... more) throws IOException {
    LiveProcess director = start(rules, more);
    assertThat(director.output()).contains("running on eth0");
    return director;
  }

  /** What each client was answered, in order; all are. */
  private static TreeMap<String, List<String>> ask(String vip, int rounds) throws IOException {
    TreeMap<String, List<String>> answers = new TreeMap<>();
    String arguments = "%s %d %d %d".formatted(vip, CLIENTS, rounds, lab.portsFor(rounds));
    String output = lab.python("c", "clients.py", LiveLabPrograms.CLIENTS, arguments);
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ");
      assertThat(words[1]).as(line).startsWith("share");
      answers.computeIfAbsent(words[0], client -> new ArrayList<>()).add(words[1]);
    }
    assertThat(answers).hasSize(CLIENTS);
    assertThat(answers.values()).allMatch(each -> each.size() == rounds);
    return answers;
  }

  private static TreeSet<String> servers(TreeMap<String, List<String>> answers) {
    TreeSet<String> servers = new TreeSet<>();
    answers.values().forEach(servers::addAll);
    return servers;
  }

  private static JsonNode metrics(LiveProcess director) {
    return JsonMapper.shared().readTree(director.control("--metrics").out());
  }

  /** The sums of two columns of ipvsadm -Ln over the real servers. */
  private static int sum(LiveProcess director, int... columns) {
    int sum = 0;
    for (String line : director.control("-Ln").out().lines().toList()) {
      if (line.startsWith("  -> 192")) {
        String[] words = line.strip().split(" +");
        for (int column : columns) {
          sum += Integer.parseInt(words[column]);
        }
      }
    }
    return sum;
  }

  @Test
  void clientsAreSharedOutAndWhatIsListedAddsUp() throws IOException {
    try (LiveProcess director = director(RR, "--prometheus", "127.0.0.1:9188")) {
      assertThat(servers(ask(LiveLab.VIP, 2))).containsExactly("share191", "share192");
      JsonNode json = metrics(director);
      long first = json.get("received_by_worker").get(0).asLong();
      long second = json.get("received_by_worker").get(1).asLong();
      assertThat(first).isGreaterThan(2 * CLIENTS);
      assertThat(second).isGreaterThan(2 * CLIENTS);
      assertThat(json.get("received").asLong()).isEqualTo(first + second);
      assertThat(json.get("handed_on").asLong()).as("the kernel chose right").isZero();
      assertThat(json.get("unsent").asLong()).isZero();
      assertThat(json.get("entries").asInt()).isEqualTo(2 * CLIENTS);
      assertThat(sum(director, 4, 5)).as("active and inactive").isEqualTo(2 * CLIENTS);
      List<CompletableFuture<String>> atOnce = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String[] list = i % 2 == 0 ? new String[] {"-Lnc"} : new String[] {"-Ln", "--exact"};
        atOnce.add(CompletableFuture.supplyAsync(() -> director.control(list).out()));
      }
      assertThat(atOnce.stream().map(CompletableFuture::join).map(String::lines))
          .map(Stream::count)
          .containsExactly(62L, 6L, 62L, 6L, 62L, 6L, 62L, 6L);
      List<String> entries =
          director.control("-Lnc").out().lines().filter(l -> l.startsWith("TCP")).toList();
      assertThat(entries).hasSize(2 * CLIENTS);
      for (int client = 20; client < 20 + CLIENTS; client++) {
        String its = " 192.168.2." + client + ":";
        assertThat(entries.stream().filter(entry -> entry.contains(its))).hasSize(2);
      }
      LiveLab.pause(2_500); // the estimator shows what was counted every 2 s
      String stats = director.control("-Ln", "--stats").out();
      assertThat(stats.lines().toList().get(3).split(" +"))
          .startsWith("TCP", SERVICE, String.valueOf(2 * CLIENTS));
      PrometheusReader scraped =
          PrometheusReader.of(lab.out("d", "curl -s http://127.0.0.1:9188/metrics"));
      assertThat(scraped.sumOf("lvsim_service_connections_total")).isEqualTo(2 * CLIENTS);
      assertThat(metrics(director).get("connections_total").asInt()).isEqualTo(2 * CLIENTS);
      assertThat(scraped.sumOf("lvsim_worker_frames_received_total"))
          .isEqualTo(scraped.sumOf("lvsim_frames_received_total"));
      assertThat(director.control("-Z").status()).isZero();
      assertThat(director.control("-Ln", "--stats").out().lines().toList().get(3).split(" +"))
          .startsWith("TCP", SERVICE, "0");
      assertThat(lab.answersForVip()).as("one answer").containsExactly(LiveLab.mac(190));
      assertThat(director.stop()).isZero();
      assertThat(director.output()).contains("lvsim: ran ").contains(" 0 not sent");
    }
  }

  @Test
  void whatIsChangedIsChangedForAllClients() throws IOException {
    try (LiveProcess director = director(RR)) {
      director.control("-e", "-t", SERVICE, "-r", "192.168.2.192:80", "-g", "-w", "0");
      assertThat(servers(ask(LiveLab.VIP, 1))).containsExactly("share191");
      director.control("-d", "-t", SERVICE, "-r", "192.168.2.191:80");
      director.control("-e", "-t", SERVICE, "-r", "192.168.2.192:80", "-g", "-w", "3");
      assertThat(servers(ask(LiveLab.VIP, 1))).containsExactly("share192");
      director.control("-E", "-t", SERVICE, "-s", "wrr", "-p", "70");
      director.control("-a", "-t", SERVICE, "-r", "192.168.2.191:80", "-g", "-w", "3");
      for (List<String> answers : ask(LiveLab.VIP, 3).values()) {
        assertThat(answers).as("a client stays").allMatch(answers.getFirst()::equals);
      }
      Program.Outcome wrong = director.control("-d", "-t", SERVICE, "-r", "192.168.2.193");
      assertThat(wrong.status()).isEqualTo(255);
      Program.Outcome refused =
          director.control("-E", "-t", SERVICE, "-s", "wrr", "-p", "70", "-M", "255.255.255.0");
      assertThat(refused.status()).isEqualTo(255);
      assertThat(refused.err())
          .contains("the workers share clients out by their addresses' bits in 255.255.255.255");
      assertThat(director.control("-Sn").out()).contains("-s wrr -p 70\n");
      assertThat(director.stop()).isZero();
    }
  }

  @Test
  void clientsStayAtTheirServersAndEachWorkerTracesItsOwn() throws IOException {
    Path into = directory.resolve("trace");
    try (LiveProcess director = director(RR.replace("-s rr", "-s rr -p 50"))) {
      TreeMap<String, List<String>> answers = ask(LiveLab.VIP, 4);
      assertThat(servers(answers)).containsExactly("share191", "share192");
      for (List<String> each : answers.values()) {
        assertThat(each).allMatch(each.getFirst()::equals);
      }
      long templates =
          director.control("-Lnc").out().lines().filter(line -> line.contains(":0 ")).count();
      assertThat(templates).isEqualTo(CLIENTS);
      assertThat(director.control("-Ln", "--persistent-conn").out().lines().skip(3).toList())
          .hasSize(3);
      assertThat(director.control("trace", "start", "-o", into.toString()).out())
          .isEqualTo("tracing into %1$s/worker-1\ntracing into %1$s/worker-2\n".formatted(into));
      ask(LiveLab.VIP, 1);
      assertThat(director.control("trace", "stop").out().lines()).hasSize(2);
      long opened = openings(into.resolve("worker-1")) + openings(into.resolve("worker-2"));
      assertThat(opened).isEqualTo(CLIENTS);
      assertThat(director.control("trace", "stop").err()).isEqualTo("no trace is running\n");
      assertThat(director.stop()).isZero();
    }
  }

  /** How many connections were begun, as a worker's trace has it. */
  private static long openings(Path trace) throws IOException {
    assertThat(trace.resolve("decisions.0001.jsonl")).isNotEmptyFile();
    long openings =
        CaptureReader.readAll(trace.resolve("director.eth0.0001.pcapng")).stream()
            .filter(frame -> frame.direction() == Direction.INBOUND)
            .filter(frame -> Ethernet.type(frame.bytes()) == Ethernet.TYPE_IPV4)
            .filter(frame -> Tcp.flags(frame.bytes(), Ethernet.HEADER + Ipv4.HEADER) == Tcp.SYN)
            .count();
    assertThat(openings).isPositive();
    return openings;
  }

  @Test
  void itOutlivesItsInterfacesFall() throws IOException {
    lab.in("r1", "ip addr add 192.168.2.187/32 dev lo");
    try (LiveProcess director = director(RR)) {
      ask(LiveLab.VIP, 1);
      lab.out("d", "ip link set eth0 down");
      director.awaitSaid("eth0: the link is down");
      lab.out("d", "ip link set eth0 up");
      director.awaitSaid("eth0: the link is up again");
      ask(LiveLab.VIP, 1);
      assertThat(metrics(director).get("handed_on").asLong()).isZero();
      Program.Outcome added = director.control("-A", "-t", "192.168.2.187:80", "-s", "rr");
      assertThat(added.err()).isEmpty();
      director.control("-a", "-t", "192.168.2.187:80", "-r", "192.168.2.191", "-g");
      assertThat(servers(ask("192.168.2.187", 1))).containsExactly("share191");
      lab.out("d", "ip link del eth0");
      director.awaitSaid("eth0 is lost: ");
      lab.plugDirectorAgain();
      director.awaitSaid("eth0 is back");
      LiveLab.pause(600); // the others take their sockets
      ask(LiveLab.VIP, 1);
      assertThat(servers(ask("192.168.2.187", 1))).containsExactly("share191");
      assertThat(metrics(director).get("nic_lost").asInt()).isEqualTo(1);
      assertThat(metrics(director).get("handed_on").asLong()).isZero();
      assertThat(director.stop()).isZero();
      assertThat(director.output()).contains("the interface was lost once");
    }
  }

  @Test
  void checksOfTheFirstWorkerAreForAll() throws IOException {
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
            lab,
            directory,
            "--workers",
            "2",
            "--ldirectord",
            config.toString(),
            "--dip",
            "192.168.2.189/24")) {
      awaitServers(director, 2);
      assertThat(servers(ask(LiveLab.VIP, 2))).containsExactly("share191", "share192");
      lab.stopServer("r2");
      awaitServers(director, 1);
      assertThat(servers(ask(LiveLab.VIP, 1))).containsExactly("share191");
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
  void thePlanSaysByWhichBitsClientsAreSharedOut() throws IOException {
    String together = RR.replace("-s rr", "-s rr -p 50 -M 255.255.255.0");
    try (LiveProcess director = start(together, "--dry-run")) {
      assertThat(director.awaitEnd()).isZero();
      assertThat(director.output())
          .contains(
              "would share clients out among 2 workers, by the bits of their addresses in"
                  + " 255.255.255.0\n");
    }
  }
}
