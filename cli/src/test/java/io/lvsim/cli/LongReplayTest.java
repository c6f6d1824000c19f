package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapWriter;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.Udp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A capture that is longer than the memory: 96 MiB with a heap of 64 MiB, or as many MiB as {@code
 * -Dlvsim.replay.mebibytes} says.
 */
final class LongReplayTest {
  private static final int MEBIBYTES = Integer.getInteger("lvsim.replay.mebibytes", 96);
  private static final int PAYLOAD = 1400;
  private static final int FRAMES = (int) ((long) MEBIBYTES * (1 << 20) / (PAYLOAD + 58));
  private static final List<String> SMALL = List.of("-Xmx64m");

  @TempDir private Path directory;

  /** Datagrams from many ports, so that what is kept of each flow counts too. */
  private Path capture() throws IOException {
    Path file = directory.resolve("long.pcap");
    int from = Ipv4Address.parse("192.168.2.10");
    int to = Ipv4Address.parse("192.168.2.188");
    try (PcapWriter writer = new PcapWriter(file)) {
      for (int i = 0; i < FRAMES; i++) {
        byte[] frame = new byte[Ethernet.HEADER + Ipv4.HEADER + Udp.HEADER + PAYLOAD];
        Ethernet.write(frame, 0x0200_0000_0190L, 0x0200_0000_0010L, Ethernet.TYPE_IPV4);
        int length = Ipv4.HEADER + Udp.HEADER + PAYLOAD;
        Ipv4.write(frame, Ethernet.HEADER, length, i, 0, 64, Ipv4.PROTOCOL_UDP, from, to);
        int at = Ethernet.HEADER + Ipv4.HEADER;
        Udp.write(frame, at, Udp.HEADER + PAYLOAD, 1024 + i % 60_000, 5353, from, to);
        long nanos = 1_700_000_000_000_000_000L + i * 50_000L;
        writer.write(nanos, Direction.UNKNOWN, frame, List.of());
      }
    }
    assertThat(file.toFile().length()).isGreaterThan((MEBIBYTES - 1L) << 20);
    return file;
  }

  @Test
  void itIsReplayedIntoAScenarioInLittleMemory() throws Exception {
    List<String> words =
        CableLab.lvsim(
            SMALL, "replay", capture().toString(), "--into", "article-rr", "--at", "client1.eth0");
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(output).contains("replayed " + FRAMES + " frames of ");
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void itIsReplayedOntoANicInLittleMemoryTwice() throws Exception {
    String missing = LiveLab.missing();
    assumeTrue(missing.isEmpty(), missing);
    try (CableLab lab = new CableLab(directory, "02:00:00:00:77:01", "192.168.2.188/24")) {
      CableLab.Running replay =
          lab.runAtBench(
              SMALL,
              "replay",
              capture().toString(),
              "--iface",
              "eth1",
              "--top-speed",
              "--loops",
              "2");
      assertThat(replay.output()).contains("sent " + 2 * FRAMES + " frames, ");
      assertThat(replay.process().exitValue()).isZero();
    }
  }
}
