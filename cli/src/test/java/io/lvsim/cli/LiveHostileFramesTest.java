package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Frames that are not for a live director, or not as they should be, on a real interface. */
final class LiveHostileFramesTest {
  private static final String URL = "http://" + LiveLab.VIP + "/";
  private static final String RULES =
      """
      -A -t 192.168.2.188:80 -s rr
      -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
      -a -t 192.168.2.188:80 -r 192.168.2.192:80 -g -w 1
      -A -u 192.168.2.188:80 -s rr
      -a -u 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
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

  /** With a backend, and perhaps more options behind it. */
  private static LiveProcess director(String backend) throws IOException {
    Path rules = Files.writeString(directory.resolve("ipvsadm.rules"), RULES);
    List<String> words = new ArrayList<>(List.of("--rules", rules.toString(), "--backend"));
    words.addAll(List.of(backend.split(" ")));
    return new LiveProcess(lab, directory, words.toArray(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"af-packet", "af-packet --workers 5", "libpcap", "pcap4j"})
  void noneOfThemIsForwarded(String backend) throws IOException {
    try (LiveProcess director = director(backend)) {
      assertThat(lab.ask(2, URL)).containsExactly("share192", "share191");
      Path passed = lab.capture("d", LiveHostileFramesTest::sendAll);
      int sentByDirector = 0;
      int marked = 0;
      for (CapturedFrame captured : CaptureReader.readAll(passed)) {
        String text = new String(captured.bytes(), StandardCharsets.ISO_8859_1);
        boolean mark = text.contains("not to be forwarded");
        marked += mark ? 1 : 0;
        sentByDirector += mark && isForwarded(captured.bytes()) ? 1 : 0;
      }
      assertThat(marked).as("they reached its interface").isGreaterThan(800);
      assertThat(sentByDirector).isZero();
      assertThat(lab.ask(2, URL)).as("it goes on").containsExactly("share192", "share191");
      JsonNode json = JsonMapper.shared().readTree(director.control("--metrics").out());
      assertThat(json.get("nic_lost").asInt()).isZero();
      assertThat(director.stop()).isZero();
      assertThat(director.output()).doesNotContain("Exception");
    }
  }

  /** Right into the other end of the director's cable: a bridge may drop what is malformed. */
  private static void sendAll() throws IOException {
    String arguments = "pd %s 192.168.2.190 %s".formatted(LiveLab.mac(190), LiveLab.VIP);
    assertThat(lab.python("sw", "hostile.py", LiveLabPrograms.HOSTILE, arguments))
        .isEqualTo("sent\n");
  }

  /** To a real server; what claims to be from the director and goes to it is the test's own. */
  private static boolean isForwarded(byte[] frame) {
    String to = MacAddress.format(Ethernet.destination(frame));
    return List.of(LiveLab.mac(191), LiveLab.mac(192)).contains(to);
  }

  /**
   * Of five workers the client's is the second. As in a kernel, LOCAL_IN sees whole packets
   * (ip_local_deliver); what goes on is cut again.
   */
  @ParameterizedTest
  @ValueSource(strings = {"af-packet", "af-packet --workers 5"})
  void fragmentsForTheVipArePutTogetherAndForwarded(String backend) throws IOException {
    Process server = lab.startPython("r1", "udp.py", LiveLabPrograms.UDP_SERVER, LiveLab.VIP, "r1");
    try (LiveProcess director = director(backend)) {
      for (int size : List.of(100, 1_472, 1_473, 5_000, 20_000)) {
        String answer =
            lab.python("c", "ask-udp.py", LiveLabPrograms.UDP_CLIENT, LiveLab.VIP + " " + size);
        assertThat(answer).isEqualTo("r1 got " + size + "\n");
      }
      assertThat(director.stop()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }
}
