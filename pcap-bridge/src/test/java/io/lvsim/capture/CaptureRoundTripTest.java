package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back, here and in Wireshark. */
class CaptureRoundTripTest {
  private static final long EPOCH = 1_700_000_000_123_456_789L;

  @TempDir Path directory;

  @Test
  void pcapngKeepsFramesStampsDirectionsAndComments() throws IOException {
    Path file = writePcapng("a.pcapng");
    List<CapturedFrame> read = CaptureReader.readAll(file);
    assertThat(read).hasSize(5);
    for (int i = 0; i < read.size(); i++) {
      CapturedFrame frame = read.get(i);
      assertThat(frame.bytes()).isEqualTo(Dialogue.frames().get(i));
      assertThat(frame.atNanos()).isEqualTo(EPOCH + i * 1001L);
      assertThat(frame.direction()).isEqualTo(Dialogue.direction(i));
      assertThat(frame.originalLength()).isEqualTo(frame.bytes().length);
    }
    assertThat(read.get(0).comments()).isEmpty();
    assertThat(read.get(1).comments()).containsExactly("first – größer\nsecond");
  }

  @Test
  void pcapngNamesItsInterface() throws IOException {
    try (CaptureReader reader = CaptureReader.open(writePcapng("a.pcapng"))) {
      assertThat(reader.next()).isNotNull();
      assertThat(reader.interfaces())
          .containsExactly(new CaptureInterface("rs1.eth0", CaptureInterface.ETHERNET, 0));
    }
  }

  @Test
  void pcapKeepsFramesAndStamps() throws IOException {
    Path file = directory.resolve("a.pcap");
    try (PcapWriter writer = new PcapWriter(file)) {
      writeDialogue(writer);
    }
    List<CapturedFrame> read = CaptureReader.readAll(file);
    assertThat(read).hasSize(5);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).bytes()).isEqualTo(Dialogue.frames().get(i));
      assertThat(read.get(i).atNanos()).isEqualTo(EPOCH + i * 1001L);
    }
  }

  @Test
  void sameFramesGiveTheSameBytes() throws IOException {
    assertThat(writePcapng("a.pcapng")).hasSameBinaryContentAs(writePcapng("b.pcapng"));
  }

  @Test
  void fileAppearsOnlyWhenItIsWhole() throws IOException {
    Path file = directory.resolve("c.pcapng");
    PcapngWriter writer = new PcapngWriter(file, "c.eth0", "");
    writeDialogue(writer);
    assertThat(file).doesNotExist();
    writer.close();
    assertThat(file).exists();
    assertThat(names()).containsExactly("c.pcapng");
  }

  @Test
  void discardedFileLeavesNothing() throws IOException {
    PcapngWriter writer = new PcapngWriter(directory.resolve("c.pcapng"), "c.eth0", "");
    writeDialogue(writer);
    writer.discard();
    assertThat(names()).isEmpty();
  }

  @Test
  void overlongCommentIsCutBetweenCharacters() throws IOException {
    Path file = directory.resolve("long.pcapng");
    try (PcapngWriter writer = new PcapngWriter(file, "rs1.eth0", "")) {
      writer.write(0, Direction.INBOUND, new byte[60], List.of("x" + "ö".repeat(40_000)));
    }
    String comment = CaptureReader.readAll(file).get(0).comments().get(0);
    assertThat(comment).isEqualTo("x" + "ö".repeat(32_767));
  }

  @Test
  void wiresharkReadsThemWithoutComplaint() throws IOException, InterruptedException {
    assumeThat(Tshark.installed()).as(Tshark.MISSING).isTrue();
    Path file = writePcapng("a.pcapng");
    assertThat(Tshark.read(file)).hasSize(5);
    assertThat(Tshark.read(file, "-Y", "_ws.malformed || _ws.expert.severity >= 0x600000"))
        .isEmpty();
    assertThat(
            Tshark.read(
                file,
                "-T",
                "fields",
                "-e",
                "frame.time_epoch",
                "-e",
                "frame.interface_name",
                "-e",
                "frame.packet_flags_direction",
                "-e",
                "frame.comment"))
        .element(1)
        .isEqualTo("1700000000.123457790\trs1.eth0\t0x00000001\tfirst – größer\\nsecond");
  }

  private Path writePcapng(String name) throws IOException {
    Path file = directory.resolve(name);
    try (PcapngWriter writer = new PcapngWriter(file, "rs1.eth0", "eth0 of rs1")) {
      writeDialogue(writer);
    }
    return file;
  }

  private static void writeDialogue(CaptureWriter writer) throws IOException {
    List<byte[]> frames = Dialogue.frames();
    for (int i = 0; i < frames.size(); i++) {
      List<String> comments = i == 1 ? List.of("first – größer", "second") : List.of();
      writer.write(EPOCH + i * 1001L, Dialogue.direction(i), frames.get(i), comments);
    }
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.map(f -> f.getFileName().toString()).sorted().forEach(names::add);
    }
    return names;
  }
}
