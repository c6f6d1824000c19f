package io.lvsim.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's summaries and fields of frames are those of Wireshark for the same frames: of each
 * packet the first, for Wireshark takes one that is passed on for one that is sent again.
 */
@ExtendWith(Chromium.class)
class WiresharkTest {
  private static final String[] SCENARIOS = {
    "article-arp-problem", "article-wrr", "two-directors-sync", "article-ldirectord-works"
  };

  /** Those whose text on both sides is the plain value. */
  private static final List<String> FIELDS =
      List.of(
          "ip.src",
          "ip.dst",
          "ip.len",
          "ip.ttl",
          "tcp.srcport",
          "tcp.dstport",
          "tcp.len",
          "tcp.seq",
          "tcp.ack",
          "udp.srcport",
          "udp.dstport",
          "udp.length",
          "arp.src.proto_ipv4",
          "arp.dst.proto_ipv4");

  /** A frame with its number: protocol, summary, then the fields. */
  private static final String FRAMES =
      """
      fields => {
        const {story, index} = lvsim.ladder(), lines = [];
        for (let f = 1; f <= story.frameCount; f++) {
          if (index.before[f]) continue;
          const found = {}, about = index.summary(f);
          const walk = node => {
            const value = String(node.value).replace('  (relative)', '');
            if (node.key) (found[node.key] ||= []).push(value);
            node.fields.forEach(walk);
          };
          lvsim.frameFields(story.bytes(f), index.context(f)).forEach(walk);
          const values = fields.map(key => (found[key] || []).join('|'));
          lines.push([about.protocol, about.info.trim(), ...values].join('\\t'));
        }
        return lines;
      }
      """;

  private static final String BYTES =
      """
      () => {
        const {story, index} = lvsim.ladder();
        const sentAt = f => story.sentEvent[f] < 0 ? 0 : story.at[story.sentEvent[f]];
        return story.base64
          .map((bytes, i) => index.before[i + 1] ? '' : sentAt(i + 1) + ' ' + bytes)
          .filter(Boolean);
      }
      """;

  @Test
  void summariesAndFieldsAreWiresharks(Tab tab, @TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "tshark is not installed (apt-get install tshark)");
    Page page = tab.open(Reports.of(directory, SCENARIOS));
    int compared = 0;
    for (int i = 0; i < SCENARIOS.length; i++) {
      tab.show(i);
      @SuppressWarnings("unchecked")
      List<String> ours = (List<String>) page.evaluate(FRAMES, FIELDS);
      List<String> theirs = tshark(capture(directory, tab.texts(BYTES)));
      assertThat(ours).as(SCENARIOS[i]).hasSameSizeAs(theirs);
      assertThat(ours.stream().map(WiresharkTest::withoutAnalysis).toList())
          .as(SCENARIOS[i])
          .isEqualTo(theirs.stream().map(WiresharkTest::withoutAnalysis).toList());
      compared += ours.size();
    }
    assertThat(compared).isGreaterThan(400);
  }

  /** Without what Wireshark says of other frames: sent again, answered by. */
  private static String withoutAnalysis(String line) {
    return line.replaceFirst("\t(\\[TCP [^\\]]*\\] ?)+", "\t")
        .replaceFirst(" \\((request in|reply in|no response)[^)]*\\)", "")
        .replaceAll(" +\t", "\t");
  }

  private static boolean isInstalled() {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, "tshark")));
  }

  private static Path capture(Path directory, List<String> frames) throws IOException {
    Path file = directory.resolve("frames.pcap");
    try (var out = Files.newOutputStream(file)) {
      out.write(
          little(24)
              .putInt(0xa1b23c4d)
              .putShort((short) 2)
              .putShort((short) 4)
              .putInt(0)
              .putInt(0)
              .putInt(65535)
              .putInt(1)
              .array());
      for (String frame : frames) {
        String[] parts = frame.split(" ", 2);
        long nanos = (long) Double.parseDouble(parts[0]);
        byte[] bytes = Base64.getDecoder().decode(parts[1]);
        out.write(
            little(16)
                .putInt((int) (nanos / 1_000_000_000))
                .putInt((int) (nanos % 1_000_000_000))
                .putInt(bytes.length)
                .putInt(bytes.length)
                .array());
        out.write(bytes);
      }
    }
    return file;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<String> tshark(Path capture) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
    for (String preference :
        List.of(
            "tcp.desegment_tcp_streams",
            "http.desegment_headers",
            "http.desegment_body",
            "ip.defragment")) {
      command.addAll(List.of("-o", preference + ":FALSE"));
    }
    command.addAll(List.of("-E", "aggregator=|", "-e", "_ws.col.Protocol", "-e", "_ws.col.Info"));
    FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
