package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A live director under a steady stream of connections that open and expire, and what may befall it
 * meanwhile. The Maven profile {@code soak} lets it run for ten minutes ({@code
 * -Dlvsim.live.soak.seconds=600}); {@code -Dlvsim.live.soak.rate} is how many connections are
 * opened each second.
 */
final class LiveSoakTest {
  private static final int SECONDS = Integer.getInteger("lvsim.live.soak.seconds", 8);
  private static final int RATE = Integer.getInteger("lvsim.live.soak.rate", 500);
  private static final String URL = "http://" + LiveLab.VIP + "/";

  /** Web requests are answered on port 80; what the stream opens at port 81 is not. */
  private static final String RULES =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1
      -A -t 192.168.2.188:81 -s rr
      -a -t 192.168.2.188:81 -r 192.168.2.191:81 -g -w 1
      -a -t 192.168.2.188:81 -r 192.168.2.192:81 -g -w 1
      """;

  private static final int REFUSED_MAX = 10;
  private static final long HEAP_GROWTH_MAX = 4 << 20;
  private static final long RSS_GROWTH_MAX = 24 << 20;
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  @TempDir static Path directory;
  private static LiveLab lab;
  private final List<String> figures = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    assumeTrue(System.getProperty("lvsim.live.soak.seconds") != null, "long: ./check -Psoak");
    lab = new LiveLab(directory);
  }

  @AfterAll
  static void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void itGoesOnWhateverHappensAndDoesNotGrow() throws IOException {
    Path rules = Files.writeString(directory.resolve("ipvsadm.rules"), RULES);
    List<String> program =
        LiveProcess.program(List.of("-Xmx256m"), System.getProperty("java.class.path"));
    try (LiveProcess director =
        new LiveProcess(lab, directory, List.of(), program, "--rules", rules.toString())) {
      assertThat(director.output()).contains("running on eth0");
      assertThat(director.control("--set", "30", "4", "30").status()).isZero();
      stream(director, Math.max(4, SECONDS / 10));
      Memory before = memory(director);
      long end = System.nanoTime() + SECONDS * 1_000_000_000L / 2;
      int chunk = Math.clamp(SECONDS / 12, 4, 30);
      do {
        stream(director, chunk);
        assertThat(lab.ask(4, URL)).hasSize(4).contains("share191", "share192");
        memory(director);
      } while (System.nanoTime() < end);
      standStill(director);
      interfaceGoesDownAndUp(director);
      serverIsKilled(director);
      end = System.nanoTime() + SECONDS * 1_000_000_000L / 4;
      do {
        stream(director, chunk);
        memory(director);
      } while (System.nanoTime() < end);
      waitUntilAllExpired(director);
      Memory after = memory(director);
      assertThat(after.heap()).as(figures.toString()).isLessThan(before.heap() + HEAP_GROWTH_MAX);
      assertThat(after.rss()).as(figures.toString()).isLessThan(before.rss() + RSS_GROWTH_MAX);
      assertThat(count(director, "unsent")).isZero();
      assertThat(count(director, "nic_lost")).isZero();
      assertThat(director.stop()).isZero();
      figures.add(director.output().lines().toList().getLast());
    } finally {
      Files.createDirectories(Path.of("target"));
      Files.write(Path.of("target", "live-soak.txt"), figures);
    }
  }

  /** Connections for a while; every frame is forwarded or counted as lost by the kernel. */
  private void stream(LiveProcess director, int seconds) throws IOException {
    Counts before = new Counts(director);
    String said = lab.python("c", "stream.py", LiveLabPrograms.STREAM, words(seconds));
    account(director, before, Long.parseLong(said.strip()), true);
  }

  private static String words(int seconds) {
    return "eth0 %s %s %d %d".formatted(LiveLab.mac(190), LiveLab.VIP, RATE, seconds * RATE);
  }

  /** What was counted, at the director and behind it. */
  private static final class Counts {
    final double forwarded;
    final long dropped;
    final long arrived;

    Counts(LiveProcess director) {
      PrometheusReader metrics = PrometheusReader.of(director.control("--prometheus").out());
      forwarded = metrics.of("lvsim_service_incoming_packets_total", "local_port=\"81\"");
      dropped = (long) metrics.sumOf("lvsim_frames_kernel_dropped_total");
      arrived = lab.framesTo("r1") + lab.framesTo("r2");
    }
  }

  private void account(LiveProcess director, Counts before, long streamed, boolean undisturbed) {
    LiveLab.pause(2_500); // the estimator shows what was counted every 2 s
    Counts after = new Counts(director);
    long forwarded = (long) (after.forwarded - before.forwarded);
    long dropped = after.dropped - before.dropped;
    long arrived = after.arrived - before.arrived;
    figures.add(
        "streamed %d, forwarded %d, dropped by the kernel %d, arrived at the servers %d"
            .formatted(streamed, forwarded, dropped, arrived));
    assertThat(forwarded + dropped).as(figures.toString()).isEqualTo(streamed);
    assertThat(arrived).as(figures.toString()).isGreaterThanOrEqualTo(forwarded);
    if (undisturbed) {
      assertThat(dropped).as(figures.toString()).isZero();
    }
  }

  private void standStill(LiveProcess director) throws IOException {
    Counts before = new Counts(director);
    Process stream = lab.startPython("c", "stream.py", LiveLabPrograms.STREAM, words(6).split(" "));
    LiveLab.pause(1_000);
    LiveLab.shell("kill -STOP " + director.pid());
    LiveLab.pause(2_500);
    LiveLab.shell("kill -CONT " + director.pid());
    director.awaitSaid("the process stood still for");
    LiveLab.await(stream);
    account(director, before, 4L * 6 * RATE, false);
    assertThat(lab.ask(4, URL)).contains("share191", "share192");
    figures.add("kill -STOP for 2.5 s: went on");
  }

  private void interfaceGoesDownAndUp(LiveProcess director) throws IOException {
    lab.out("d", "ip link set eth0 down");
    director.awaitSaid("eth0: the link is down");
    lab.out("d", "ip link set eth0 up");
    director.awaitSaid("eth0: the link is up again");
    assertThat(lab.ask(4, URL)).contains("share191", "share192");
    figures.add("interface down and up: went on");
    stream(director, 3);
  }

  private void serverIsKilled(LiveProcess director) throws IOException {
    lab.stopServer("r2");
    List<String> answers = lab.ask(6, URL);
    assertThat(answers).filteredOn("share191"::equals).hasSize(3);
    director.control("-d", "-t", LiveLab.VIP + ":80", "-r", "192.168.2.192");
    assertThat(lab.ask(6, URL)).hasSize(6).containsOnly("share191");
    lab.startServer("r2");
    director.control("-a", "-t", LiveLab.VIP + ":80", "-r", "192.168.2.192", "-g");
    assertThat(lab.ask(6, URL)).contains("share191", "share192");
    figures.add("a real server killed, taken out, put in again: went on");
  }

  /** Those that a killed server refused stay in SYN_RECV for a minute. */
  private static void waitUntilAllExpired(LiveProcess director) {
    for (int i = 0; i < 60 && count(director, "entries") > REFUSED_MAX; i++) {
      LiveLab.pause(500);
    }
    assertThat(count(director, "entries")).isLessThanOrEqualTo(REFUSED_MAX);
  }

  private static long count(LiveProcess director, String name) {
    JsonNode json = JsonMapper.shared().readTree(director.control("--metrics").out());
    return json.get(name).asLong();
  }

  /** Bytes: of live objects after a collection, and of the process. */
  private record Memory(long heap, long rss) {}

  private Memory memory(LiveProcess director) {
    long entries = count(director, "entries");
    String jcmd = System.getProperty("java.home") + "/bin/jcmd " + director.pid();
    LiveLab.shell(jcmd + " GC.run");
    Matcher used = USED.matcher(LiveLab.shell(jcmd + " GC.heap_info").output());
    long heap = 0;
    while (used.find()) {
      heap += Long.parseLong(used.group(1)) << 10;
    }
    assertThat(heap).isPositive();
    String rss =
        LiveLab.shell(
                "sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\) kB/\\1/p' /proc/%d/status"
                    .formatted(director.pid()))
            .output();
    Memory now = new Memory(heap, Long.parseLong(rss.strip()) << 10);
    figures.add(
        "heap after GC %.1f MB, RSS %.1f MB, %d entries, %d connections so far"
            .formatted(
                now.heap() / 1e6, now.rss() / 1e6, entries, count(director, "connections_total")));
    return now;
  }
}
