package io.lvsim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapWriter;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Icmp;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import io.lvsim.wire.Tcp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever frames a capture holds, an audit ends, in time and with a report. */
class AuditFuzzTest {
  private static final int VIP = Ipv4Address.parse("192.168.2.188");
  private static final long[] MACS = {
    MacAddress.parse("02:00:00:00:00:10"),
    MacAddress.parse("02:00:00:00:01:90"),
    MacAddress.parse("02:00:00:00:01:91"),
    MacAddress.parse("02:00:00:00:01:92"),
    MacAddress.BROADCAST,
  };
  private static final int[] ADDRESSES = {
    VIP,
    VIP,
    Ipv4Address.parse("192.168.2.10"),
    Ipv4Address.parse("192.168.2.191"),
    Ipv4Address.parse("192.168.2.192"),
    0,
    -1,
  };

  @TempDir private Path directory = Path.of("");

  @Test
  void randomConversationsOfARealisticLan() throws IOException {
    int found = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Path file = write(random, 400, seed % 3 == 0);
      AuditReport report = auditInTime(List.of(file));
      assertThat(report.frames()).isEqualTo(400);
      found += report.findings().size();
      assertEvidenceIsThere(report);
    }
    assertThat(found).isGreaterThan(60);
  }

  @Test
  void sameCapturesGiveTheSameReport() throws IOException {
    Path file = write(new Random(5), 2000, false);
    Path other = file.resolveSibling("other.pcap");
    java.nio.file.Files.copy(file, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    AuditReport once = auditInTime(List.of(file, other));
    assertThat(auditInTime(List.of(file, other)).findings()).isEqualTo(once.findings());
  }

  /** Seen at two interfaces, a frame was still sent once. */
  @Test
  void aSecondCaptureOfTheSameFramesAddsNothing() throws IOException {
    Path file = write(new Random(9), 1000, false);
    Path other = file.resolveSibling("other.pcap");
    java.nio.file.Files.copy(file, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    List<String> alone = told(auditInTime(List.of(file)));
    assertThat(told(auditInTime(List.of(file, other)))).isEqualTo(alone);
  }

  @Test
  void anyBytesAsAPacket() {
    Random random = new Random(11);
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 14) {
        bytes[12] = 8;
        bytes[13] = (byte) (random.nextBoolean() ? 0 : 6);
        bytes[14] = (byte) (random.nextInt(8) == 0 ? bytes[14] : 0x45);
      }
      assertThatCode(() -> look(bytes)).doesNotThrowAnyException();
    }
  }

  private static void look(byte[] bytes) {
    WirePacket packet = WirePacket.of(bytes);
    if (packet == null) {
      return;
    }
    packet.identity();
    packet.quoted();
    if (packet.isTcp()) {
      assertThat(packet.dataLength()).isNotNegative();
    }
    if (packet.isIp()) {
      assertThat(packet.text()).isNotEmpty();
    }
  }

  private static List<String> told(AuditReport report) {
    return report.findings().stream()
        .filter(f -> f.kind() != FindingKind.ONE_SIDED)
        .map(f -> f.kind().code() + " " + f.message() + " " + f.count())
        .toList();
  }

  private static void assertEvidenceIsThere(AuditReport report) {
    for (Finding finding : report.findings()) {
      assertThat(finding.count()).isPositive();
      assertThat(finding.message()).isNotBlank();
      for (Evidence evidence : finding.evidence()) {
        assertThat(evidence.frame()).isBetween(1L, report.frames());
        assertThat(evidence.atNanos()).isBetween(report.beganNanos(), report.endedNanos());
      }
    }
  }

  private static AuditReport auditInTime(List<Path> files) {
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> CaptureAudit.of(files, cluster()));
  }

  private static Cluster cluster() {
    List<AuditedServer> servers =
        List.of(
            new AuditedServer(ADDRESSES[3], 80, 1, false),
            new AuditedServer(ADDRESSES[4], 80, 2, false));
    return new Cluster(
        List.of(
            new AuditedService(6, VIP, 80, 0, "wrr", 0, 0, -1, servers),
            new AuditedService(6, VIP, 0, 0, "rr", 0, 30, -256, servers),
            new AuditedService(17, VIP, 80, 0, "sh", 0, 0, -1, servers)),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeMap<>(),
        null,
        false);
  }

  private Path write(Random random, int frames, boolean mutated) throws IOException {
    Path file = directory.resolve("fuzz.pcap");
    long at = 1_700_000_000_000_000_000L;
    try (PcapWriter writer = new PcapWriter(file)) {
      for (int i = 0; i < frames; i++) {
        at += random.nextInt(200_000_000);
        byte[] frame = frame(random);
        if (mutated) {
          frame[random.nextInt(frame.length)] = (byte) random.nextInt();
          frame = java.util.Arrays.copyOf(frame, random.nextInt(frame.length + 1));
        }
        writer.write(at, Direction.UNKNOWN, frame, List.of());
      }
    }
    return file;
  }

  private static byte[] frame(Random random) {
    long to = MACS[random.nextInt(MACS.length)];
    long from = MACS[random.nextInt(MACS.length - 1)];
    int source = ADDRESSES[random.nextInt(ADDRESSES.length)];
    int destination = ADDRESSES[random.nextInt(ADDRESSES.length)];
    return switch (random.nextInt(8)) {
      case 0 -> Arp.frame(to, from, 1 + random.nextInt(2), from, source, to, destination);
      case 1 -> icmp(random, to, from, source, destination);
      default -> tcp(random, to, from, source, destination);
    };
  }

  private static byte[] tcp(Random random, long to, long from, int source, int destination) {
    byte[] frame = ip(random, to, from, Ipv4.PROTOCOL_TCP, source, destination, Tcp.HEADER);
    int at = Ethernet.HEADER + Ipv4.HEADER;
    boolean request = destination == VIP;
    int client = 40_000 + random.nextInt(4);
    int port = random.nextInt(5) == 0 ? 8080 : 80;
    Tcp.write(
        frame,
        at,
        Tcp.HEADER,
        request ? client : port,
        request ? port : client,
        random.nextInt(3) * 100,
        random.nextInt(3) * 100,
        random.nextInt(32),
        1000);
    return frame;
  }

  private static byte[] icmp(Random random, long to, long from, int source, int destination) {
    byte[] quoted = tcp(random, to, from, ADDRESSES[2], VIP);
    int length = Icmp.HEADER + Ipv4.HEADER + 8;
    byte[] frame = ip(random, to, from, Ipv4.PROTOCOL_ICMP, source, destination, length);
    int at = Ethernet.HEADER + Ipv4.HEADER;
    System.arraycopy(quoted, Ethernet.HEADER, frame, at + Icmp.HEADER, Ipv4.HEADER + 8);
    Icmp.write(frame, at, length, Icmp.UNREACHABLE, random.nextInt(5), 0);
    return frame;
  }

  private static byte[] ip(
      Random random, long to, long from, int protocol, int source, int destination, int length) {
    byte[] frame = Ethernet.allocate(Ipv4.HEADER + length);
    Ethernet.write(frame, to, from, Ethernet.TYPE_IPV4);
    int ttl = 62 + random.nextInt(3);
    Ipv4.write(
        frame,
        Ethernet.HEADER,
        Ipv4.HEADER + length,
        random.nextInt(3),
        0,
        ttl,
        protocol,
        source,
        destination);
    return frame;
  }
}
