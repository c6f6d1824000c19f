package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures of built-in scenarios, played again. */
class ReplayCommandTest {
  private static final Pattern CONVERSATION =
      Pattern.compile(
          "TCP 192\\.168\\.2\\.10:\\d+ -> 192\\.168\\.2\\.188:80 +192\\.168\\.2\\.(\\d+):80 +(\\S+) +"
              + "(\\d+) +(\\d+)  (.*)");

  /** What article-rr's first client sent and got, captured once. */
  @TempDir private static Path recorded = Path.of("");

  private static Path capture = Path.of("");

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void record() {
    assertThat(Program.run("run", "-q", "article-rr", "-o", recorded.toString()).status()).isZero();
    capture = recorded.resolve("client1.eth0.pcapng");
  }

  private static List<MatchResult> conversations(Program.Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return CONVERSATION.matcher(outcome.out()).results().toList();
  }

  private static Program.Outcome into(String scenario, String... more) {
    return into(capture, scenario, more);
  }

  private static Program.Outcome into(Path file, String scenario, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("replay", file.toString(), "--into", scenario, "--at", "client1.eth0"));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }

  /** As recorded: article-rr says share192, share191, share192 ... */
  @Test
  void theSameRealServersAnswerWithTheSameData() {
    List<MatchResult> conversations = conversations(into("article-rr"));
    assertThat(conversations).hasSize(10);
    for (int i = 0; i < 10; i++) {
      MatchResult c = conversations.get(i);
      assertThat(c.group(1)).isEqualTo(i % 2 == 0 ? "192" : "191");
      assertThat(c.group(2)).isEqualTo(i % 2 == 0 ? "rs2" : "rs1");
      assertThat(c.group(4)).isEqualTo("5");
      assertThat(c.group(5)).endsWith(" bytes back");
    }
  }

  /** The recorded run had ten requests, each with an answer of so many bytes. */
  @Test
  void anotherScenarioChoosesByItsOwnRules() {
    List<MatchResult> conversations = conversations(into("article-wrr"));
    assertThat(conversations.stream().map(c -> c.group(2)))
        .containsExactly("rs2", "rs1", "rs2", "rs2", "rs1", "rs2", "rs1", "rs2", "rs2", "rs1");
  }

  /**
   * A cable's queue holds 1000 frames: what is more waits before it, and nothing is lost. The four
   * frames that follow each SYN (of ten connections in each loop) are refused by both servers.
   */
  @Test
  void moreThanTheCableTakesAtOnceWaits() {
    Program.Outcome outcome = into("article-rr", "--verbatim", "--top-speed", "--loops", "40");
    assertThat(outcome.out())
        .contains("replayed 2120 frames")
        .containsPattern(" 800  rs1 +transport-rejected")
        .containsPattern(" 800  rs2 +transport-rejected")
        .doesNotContain("link-lost");
  }

  @Test
  void withoutFittingTheServersRefuseWhatAcknowledgesAnothersNumbers() {
    assertThat(conversations(into("article-rr", "--verbatim")))
        .hasSize(10)
        .allMatch(c -> c.group(5).equals("reset"));
  }

  @Test
  void aCaptureThatDoesNotSayWhoSentNeedsAFilter() throws IOException {
    Path plain = directory.resolve("plain.pcap");
    try (PcapWriter writer = new PcapWriter(plain)) {
      for (CapturedFrame f : CaptureReader.readAll(capture)) {
        writer.write(f.atNanos(), f.direction(), f.bytes(), List.of());
      }
    }
    Program.Outcome outcome = into(plain, "article-rr", "--filter-from", "192.168.2.10");
    assertThat(conversations(outcome)).hasSize(10).allMatch(c -> c.group(5).endsWith("back"));
    assertThat(outcome.out()).contains("left out: 55 frames not sent by whom --filter-from says");
  }

  /** Frames of a client elsewhere get the lab's addresses, and right checksums with them. */
  @Test
  void mappedAddressesReachTheLab() throws IOException {
    Path foreign = directory.resolve("foreign.pcap");
    try (PcapWriter writer = new PcapWriter(foreign)) {
      for (CapturedFrame f : CaptureReader.readAll(capture)) {
        if (f.direction() == Direction.OUTBOUND) {
          byte[] frame = f.bytes().clone();
          if (frame[12] == 8 && frame[13] == 0) {
            frame[26] = 10;
            frame[30] = 11;
          } else {
            frame[28] = 10;
            frame[38] = 11;
          }
          writer.write(f.atNanos(), f.direction(), frame, List.of());
        }
      }
    }
    assertThat(into(foreign, "article-rr").out()).contains("50 frames have a wrong checksum");
    Program.Outcome outcome =
        into(
            foreign,
            "article-rr",
            "--map-ip",
            "10.0.0.0/8=192.0.0.0/8",
            "--map-ip",
            "11.168.2.188=192.168.2.188");
    assertThat(conversations(outcome)).hasSize(10).allMatch(c -> c.group(5).endsWith("back"));
  }

  /** A thousand times as fast everything is sent before the first answer could come. */
  @Test
  void whatAcknowledgesTooEarlyWaitsForTheServer() {
    Program.Outcome outcome = into("article-rr", "--speed", "1000x");
    List<MatchResult> conversations = conversations(outcome);
    assertThat(conversations).hasSize(10);
    assertThat(conversations).allMatch(c -> c.group(5).endsWith(" bytes back"));
    assertThat(outcome.out())
        .containsPattern("\\d\\d frames waited until the server had sent")
        .doesNotContain("did not send");
  }

  @Test
  void loopsAndSpeedHoldInVirtualTime() {
    Program.Outcome outcome = into("article-rr", "--loops", "2", "--speed", "0.5x");
    assertThat(conversations(outcome)).hasSize(20);
    assertThat(outcome.out()).contains("replayed 106 frames of ");
  }

  @Test
  void explainTellsTheDecisionsOfTheReplayOnly() {
    Program.Outcome outcome = into("article-rr", "--explain");
    assertThat(outcome.out())
        .contains("client1.eth0")
        .containsPattern("(?m)^#\\d+ .* director +ipvs-scheduled +rr picked 192.168.2.192:80")
        .doesNotContain("ipvsadm -A");
    assertThat(Pattern.compile("ipvs-connection-made").matcher(outcome.out()).results())
        .hasSize(10);
  }

  @Test
  void whatIsLeftBehindHoldsTheReplayToo() throws IOException {
    into("article-rr", "-o", directory.toString());
    assertThat(directory.resolve("results.json")).exists();
    long before = frames(recorded, "director.eth0.pcapng");
    assertThat(frames(directory, "director.eth0.pcapng")).isEqualTo(2 * before);
    List<CapturedFrame> client = CaptureReader.readAll(directory.resolve("client1.eth0.pcapng"));
    assertThat(client.stream().filter(f -> f.direction() == Direction.OUTBOUND)).hasSize(106);
  }

  private static long frames(Path directory, String name) throws IOException {
    return CaptureReader.readAll(directory.resolve(name)).stream()
        .filter(f -> f.bytes()[12] == 8 && f.bytes()[13] == 0)
        .count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--into article-rr --at client9.eth0 | the lab has no such port; it has director.eth0, ",
        "--into article-rr                   | say where the frames enter: --at director.eth0",
        "--into article --at client1.eth0    | only lists other scenarios",
        "--into nonsense --at client1.eth0   | nonsense",
        "--iface lo --at client1.eth0        | need --into",
        "--into article-rr --dry-run         | need --iface",
        "--iface nosuch0                     | there is no interface nosuch0",
        "--iface nosuch0 --dry-run           | there is no interface nosuch0",
        "--iface lo --backend magic          | there are af-packet, libpcap, pcap4j, jnetpcap",
        "--iface lo --speed 2                | --speed 2: it is original, or such as 2x or 0.5x",
        "--iface lo --speed 0x               | must be more than 0",
        "--iface lo --rate ten               | --rate ten: it is a number of frames a second",
        "--iface lo --bits 10parsec          | --bits 10parsec: it is a rate such as 100mbit",
        "--iface lo --rate 10 --top-speed    | only one of --speed, --rate",
        "--iface lo --loops -1               | --loops -1: it cannot be less than 0",
        "--iface lo --map-mac 1=2            | '1' is not a MAC address",
        "--iface lo --map-ip 1.2.3.4         | '1.2.3.4' is not OLD=NEW",
        "--iface lo --filter-from 1.2.3      | '1.2.3' is not an IPv4 address",
        "--into article-rr --at client1.eth0 --loops 0                | must end",
        "--into article-rr --at client1.eth0 --filter-from 10.0.0.1   | there is nothing to replay",
      })
  void argumentsThatMakeNoSenseAreExplained(String arguments, String complaint) {
    expectComplaint(capture, arguments, complaint);
  }

  private static void expectComplaint(Path file, String arguments, String complaint) {
    List<String> args = new ArrayList<>(List.of("replay", file.toString()));
    args.addAll(List.of(arguments.split(" +")));
    Program.Outcome outcome = Program.run(args.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(complaint).doesNotContain("Exception").hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--iface lo", "--into article-rr --at client1.eth0"})
  void badCapturesAreNamedWithThePlace(String where) throws IOException {
    Path file = directory.resolve("bad.pcapng");
    expectComplaint(file, where, "bad.pcapng: there is no such file");
    byte[] bytes = Files.readAllBytes(capture);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
    expectComplaint(file, where, "bad.pcapng: byte ");
    Files.writeString(file, "no capture at all");
    expectComplaint(file, where, "neither a pcap nor a pcapng file begins like this");
  }

  @Test
  void cutAndOverlongFramesAreCountedAndLeftOut() throws IOException {
    Path file = directory.resolve("odd.pcap");
    try (PcapWriter writer = new PcapWriter(file)) {
      for (CapturedFrame f : CaptureReader.readAll(capture)) {
        writer.write(f.atNanos(), f.direction(), f.bytes(), List.of());
      }
      byte[] jumbo = new byte[1515];
      jumbo[12] = 8;
      writer.write(1_800_000_000_000_000_000L, Direction.UNKNOWN, jumbo, List.of());
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[24 + 12]++;
    Files.write(file, bytes);
    Program.Outcome outcome = into(file, "article-rr");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("left out: 1 frame cut off by the capture's snap length")
        .contains("left out: 1 frame longer than the MTU");
  }
}
