package io.lvsim.command.net.tcpdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.command.RecordedLab;
import io.lvsim.lab.NameService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of tcpdump 4.99.3 with -nn -e -v, of frames that it captured on Linux 6.1. */
final class VerboseTest {
  private static final int FILE_HEADER = 24;
  private static final int FRAME_HEADER = 16;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-tcp-lan-client",
        "2-udp-lan-dir",
        "3-tcp-routed-dir",
        "5-no-server-tcp-client",
        "6-no-server-udp-client",
        "down-client"
      })
  void printsTheRecordedLines(String name) throws Exception {
    TcpdumpOptions options = TcpdumpOptions.read(List.of("-nn", "-e", "-v", "-t"));
    NameService names = new NameService(new RecordedLab().machine("c1").files());
    FrameText text = new FrameText(options, Instant.EPOCH, names);
    List<String> lines = new ArrayList<>();
    for (byte[] frame : frames(resource(name + ".pcap"))) {
      text.line(0, frame).lines().forEach(lines::add);
    }
    String recorded = new String(resource(name + ".txt"), StandardCharsets.UTF_8);
    assertThat(lines)
        .isNotEmpty()
        .containsExactlyElementsOf(recorded.lines().map(VerboseTest::withoutTime).toList());
  }

  private static String withoutTime(String line) {
    return line.replaceFirst("^ \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ", "");
  }

  private static List<byte[]> frames(byte[] pcap) {
    ByteBuffer file = ByteBuffer.wrap(pcap).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> frames = new ArrayList<>();
    int at = FILE_HEADER;
    while (at < pcap.length) {
      byte[] frame = new byte[file.getInt(at + 8)];
      file.get(at + FRAME_HEADER, frame);
      frames.add(frame);
      at += FRAME_HEADER + frame.length;
    }
    return frames;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file = VerboseTest.class.getResourceAsStream("verbose/" + name)) {
      return file.readAllBytes();
    }
  }
}
