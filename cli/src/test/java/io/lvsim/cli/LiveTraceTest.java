package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.capture.Direction;
import io.lvsim.engine.Nanos;
import io.lvsim.link.Wire;
import io.lvsim.live.MachineInterface;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces of a live director whose NIC is this test: what is kept, left out, and said of it. */
final class LiveTraceTest {
  private static final long MAC = MacAddress.parse("02:00:00:00:01:90");
  private static final long CLIENT_MAC = MacAddress.parse("02:00:00:00:00:10");
  private static final long SERVER_MAC = MacAddress.parse("02:00:00:00:01:91");
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final Pattern SAYS =
      Pattern.compile(
          "lvsim traced 1 of (\\d+) conversations, at most (\\d+) frames/s: of (\\d+) frames that"
              + " arrived, (\\d+) are here; (\\d+) were of other conversations, (\\d+) beyond");

  @TempDir private Path directory = Path.of("");
  private final List<String> said = new ArrayList<>();
  private LiveDirector director;
  private int forwarded;

  @BeforeEach
  void begin() throws BadInput {
    MachineInterface.Address dip =
        new MachineInterface.Address(Ipv4Address.parse("192.168.2.190"), 24);
    director =
        new LiveDirector(new MachineInterface("eth0", MAC, 1500, true, List.of(dip)), dip, 1);
    director.addVip(VIP);
    director.port().plug(new Servers());
    director.load(
        "ipvsadm -R",
        """
        -A -t 192.168.2.188:80 -s rr
        -a -t 192.168.2.188:80 -r 192.168.2.191:80 -g -w 1
        """,
        "rules");
  }

  /** The wire: whoever is asked for by ARP has the server's MAC. */
  private final class Servers implements Wire {
    @Override
    public boolean carrier() {
      return true;
    }

    @Override
    public void transmit(byte[] frame) {
      if (Ethernet.type(frame) == Ethernet.TYPE_ARP) {
        byte[] answer =
            Arp.frame(
                MAC,
                SERVER_MAC,
                Arp.REPLY,
                SERVER_MAC,
                Arp.targetIp(frame),
                MAC,
                Arp.senderIp(frame));
        director.simulation().schedule(1, (payload, number) -> director.port().deliver(answer));
      } else {
        forwarded++;
      }
    }
  }

  private LiveTrace trace(int oneIn, int perSecond, long fileBytes, int files) throws BadInput {
    TraceOptions.Limits limits = new TraceOptions.Limits(oneIn, perSecond, fileBytes, files);
    return LiveTrace.start(director, directory, limits, said::add);
  }

  /** Connections with so many packets each, evenly over so many seconds. */
  private void pass(int connections, int packets, int seconds) {
    long gap = seconds * Nanos.PER_SECOND / ((long) connections * packets);
    for (int packet = 0; packet < packets; packet++) {
      for (int i = 0; i < connections; i++) {
        director.port().deliver(segment(CLIENT + i % 50, 20_000 + i, packet == 0));
        director.simulation().runFor(gap);
      }
    }
  }

  private static byte[] segment(int client, int port, boolean opens) {
    byte[] frame = new byte[60];
    Ethernet.write(frame, MAC, CLIENT_MAC, Ethernet.TYPE_IPV4);
    int at = Ethernet.HEADER;
    Ipv4.write(frame, at, 40, 1, 0x4000, 64, Ipv4.PROTOCOL_TCP, client, VIP);
    int tcp = at + Ipv4.HEADER;
    frame[tcp] = (byte) (port >> 8);
    frame[tcp + 1] = (byte) port;
    frame[tcp + 3] = 80;
    frame[tcp + 12] = 0x50;
    frame[tcp + 13] = (byte) (opens ? Tcp.SYN : Tcp.ACK);
    return frame;
  }

  private List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".pcapng")).sorted().toList();
    }
  }

  /** What the captures say of themselves, added up: arrived, here, other, beyond. */
  private long[] told(int oneIn, int perSecond) throws IOException {
    long[] sums = new long[4];
    for (Path capture : captures()) {
      Matcher says =
          SAYS.matcher(new String(Files.readAllBytes(capture), StandardCharsets.ISO_8859_1));
      assertThat(says.find()).isTrue();
      assertThat(says.group(1)).isEqualTo(String.valueOf(oneIn));
      assertThat(says.group(2)).isEqualTo(String.valueOf(perSecond));
      for (int i = 0; i < 4; i++) {
        sums[i] += Long.parseLong(says.group(i + 3));
      }
    }
    return sums;
  }

  private List<CapturedFrame> arrived() throws IOException {
    List<CapturedFrame> all = new ArrayList<>();
    for (Path capture : captures()) {
      all.addAll(CaptureReader.readAll(capture));
    }
    all.removeIf(frame -> frame.direction() != Direction.INBOUND);
    return all;
  }

  @ParameterizedTest
  @CsvSource({"1, 100000", "10, 100000", "1, 50", "10, 50", "100, 7"})
  void whatIsKeptAndWhatIsLeftOutIsAllThatCame(int oneIn, int perSecond)
      throws IOException, BadInput {
    director.port().deliver(segment(CLIENT, 1, true));
    director.simulation().runFor(Nanos.millis(10));
    LiveTrace trace = trace(oneIn, perSecond, 1 << 20, 1_000);
    forwarded = 0;
    pass(1_000, 3, 5);
    trace.stop();
    assertThat(forwarded).as("the director is not held up").isEqualTo(3_000);
    long[] told = told(oneIn, perSecond);
    assertThat(told[0]).isEqualTo(told[1] + told[2] + told[3]).isGreaterThanOrEqualTo(3_000);
    assertThat(arrived()).hasSize((int) told[1]);
    assertThat(told[1]).isLessThanOrEqualTo(perSecond * 6L);
    double share = (told[0] - told[2]) / (double) told[0];
    assertThat(share).isBetween(0.6 / oneIn, 1.6 / oneIn);
    assertThat(trace.summary()).contains("of " + told[0] + " that arrived");
    assertThat(director.lab().trace().hasListeners()).isFalse();
  }

  @Test
  void conversationsAreKeptWhole() throws IOException, BadInput {
    LiveTrace trace = trace(10, 1_000_000, 1 << 30, 1);
    pass(1_000, 3, 5);
    trace.stop();
    Set<String> ends = new TreeSet<>();
    int segments = 0;
    for (CapturedFrame frame : arrived()) {
      byte[] bytes = frame.bytes();
      if (Ethernet.type(bytes) == Ethernet.TYPE_IPV4) {
        segments++;
        ends.add(Ipv4.source(bytes, 14) + ":" + bytes[34] + ":" + bytes[35]);
        assertThat(frame.comments()).as("with what was decided").isNotEmpty();
      }
    }
    assertThat(segments).isEqualTo(3 * ends.size()).isPositive();
  }

  @Test
  void onlyTheLastFilesAreKept() throws IOException, BadInput {
    LiveTrace trace = trace(1, 1_000_000, 64 << 10, 3);
    pass(500, 10, 5);
    trace.stop();
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSize(6).noneMatch(file -> file.toString().endsWith(".part"));
      for (Path file : all) {
        assertThat(Files.size(file)).isLessThan(80_000);
      }
    }
    assertThat(trace.summary()).contains("old files deleted");
    assertThat(arrived()).isNotEmpty();
  }

  @Test
  void filesOfAnEarlierTraceStay() throws IOException, BadInput {
    trace(1, 1_000, 1 << 20, 1).stop();
    trace(1, 1_000, 1 << 20, 1).stop();
    assertThat(captures())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("director.eth0.0001.pcapng", "director.eth0.0002.pcapng");
  }

  @Test
  void aDirectoryThatIsGoneEndsTheTraceAndNotTheDirector() throws IOException, BadInput {
    LiveTrace trace = trace(1, 1_000_000, 64 << 10, 3);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
    pass(500, 3, 1);
    assertThat(said).hasSize(1);
    assertThat(said.getFirst()).contains("ends here");
    assertThat(trace.hasEnded()).isTrue();
    assertThat(forwarded).isEqualTo(1_500);
    Files.createDirectory(directory);
  }

  @Test
  void whereNothingCanBeWrittenNoneBegins() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    TraceOptions.Limits limits = new TraceOptions.Limits(1, 1, 1 << 20, 1);
    assertThatThrownBy(() -> LiveTrace.start(director, file, limits, said::add))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no trace can be written");
    assertThat(director.lab().trace().hasListeners()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--sample, 2, 'expected a share, such as 1/10'",
    "--sample, 1/0, 'expected a share, such as 1/10'",
    "--sample-rate, 0, expected a number from 1",
    "--file-size, 5, expected at least 64k",
    "--file-size, 5T, 'expected a size, such as 500k, 64M, 1G'",
    "--files, 0, expected a number from 1",
  })
  void limitsThatMakeNoSenseAreRefused(String option, String value, String message) {
    assertThatThrownBy(() -> LiveAnswers.TraceWords.of(List.of("start", option, value)).limits())
        .isInstanceOf(BadInput.class)
        .hasMessage(option + " " + value + ": " + message);
  }
}
