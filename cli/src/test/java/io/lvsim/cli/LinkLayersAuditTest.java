package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Captures other than of one Ethernet interface. {@code audit/cooked} was taken by {@code tcpdump
 * -i any} on a director of Linux 6.1, {@code audit/two-arms} at both interfaces of a director with
 * clients at one and real servers at the other; script.sh beside the former made both.
 */
class LinkLayersAuditTest {
  private static final int RAW = 101;
  private static final String TWO_ARMS = AuditLab.RR.replace("192.168.2.188", "10.9.9.188");

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({"cooked-sll., Linux cooked (SLL)", "cooked-sll2., Linux cooked (SLL2)"})
  void cookedCaptureOfTheDirectorShowsWhoItIs(String capture, String name) throws IOException {
    Program.Outcome outcome = lab().recorded("cooked", capture).audit(AuditLab.RR);
    assertThat(AuditLab.codes(outcome))
        .containsExactly("note: no-mac-addresses", "note: one-sided-capture");
    assertThat(outcome.out()).contains("director: 02:00:00:00:01:90;", "are " + name);
    assertThat(outcome.status()).isZero();
  }

  /** The frame that was let in and the same one handed on are one packet, sent once. */
  @Test
  void cookedCaptureBesideTheClientsOfTheSameFrames() throws IOException {
    new AuditLab(directory).run("article-arp-problem");
    cook(directory.resolve("client1.eth0.pcapng"));
    Program.Outcome outcome = lab().audit(AuditLab.RR);
    assertThat(AuditLab.codes(outcome))
        .contains("error: arp-poisoning", "error: director-bypassed", "note: no-mac-addresses")
        .doesNotContain("warning: retransmissions", "note: retransmissions");
  }

  @Test
  void arpOfACookedCaptureIsRead() throws IOException {
    new AuditLab(directory).run("article-arp-problem");
    Path client = directory.resolve("client1.eth0.pcapng");
    cook(client);
    for (Path other : lab().captures()) {
      if (!other.equals(client)) {
        Files.delete(other);
      }
    }
    Program.Outcome outcome = lab().audit(AuditLab.RR);
    assertThat(AuditLab.codes(outcome)).contains("error: arp-poisoning", "note: director-unknown");
    assertThat(outcome.out()).contains("192.168.2.188 is claimed by 3 machines: ");
  }

  @Test
  void rawIpTellsOfConnectionsOnly() throws IOException {
    lab()
        .with(
            new WireCapture(WireCapture.ETHERNET)
                .connection(WireCapture.RS1)
                .connection(WireCapture.RS2));
    Path made = directory.resolve("made.pcap");
    WireCapture raw = new WireCapture(RAW);
    for (CapturedFrame frame : CaptureReader.readAll(made)) {
      raw.frame(java.util.Arrays.copyOfRange(frame.bytes(), Ethernet.HEADER, frame.bytes().length));
    }
    raw.write(made);
    Program.Outcome outcome = lab().audit(AuditLab.RR);
    assertThat(AuditLab.codes(outcome))
        .containsExactly("note: no-mac-addresses", "note: director-unknown");
    assertThat(outcome.out()).contains("frames of ", "are raw IP");
  }

  /** 802.1Q, the service tag of 802.1ad, the older one, and two of them. */
  @ParameterizedTest
  @ValueSource(strings = {"81000005", "88a80005", "91000005", "88a8000581000007"})
  void taggedFramesAreLookedInto(String tags) throws IOException {
    lab().run("article-arp-problem");
    Program.Outcome bare = lab().audit(AuditLab.RR);
    for (Path file : lab().captures()) {
      WireCapture tagged = new WireCapture(WireCapture.ETHERNET);
      for (CapturedFrame frame : CaptureReader.readAll(file)) {
        tagged.frame(tagged(frame.bytes(), java.util.HexFormat.of().parseHex(tags)));
      }
      Files.delete(file);
      tagged.write(Path.of(file.toString().replace(".pcapng", ".pcap")));
    }
    assertThat(AuditLab.codes(lab().audit(AuditLab.RR)))
        .contains("error: arp-poisoning", "error: arp-request-from-vip")
        .hasSameSizeAs(AuditLab.codes(bare));
  }

  private static byte[] tagged(byte[] frame, byte[] tags) {
    ByteBuffer tagged = ByteBuffer.allocate(frame.length + tags.length);
    tagged.put(frame, 0, 12).put(tags).put(frame, 12, frame.length - 12);
    return tagged.array();
  }

  @Test
  void ipv6IsCountedAndLeftOut() throws IOException {
    byte[] ipv6 = new byte[80];
    Ethernet.write(ipv6, WireCapture.RS1, WireCapture.RS2, Ethernet.TYPE_IPV6);
    lab()
        .with(
            new WireCapture(WireCapture.ETHERNET)
                .frame(ipv6)
                .connection(WireCapture.RS1)
                .frame(tagged(ipv6, new byte[] {(byte) 0x81, 0, 0, 5})));
    Program.Outcome outcome = lab().audit(AuditLab.RR);
    assertThat(outcome.out()).contains("left out: 2 frames of IPv6\n", "0 notes");
    assertThat(lab().audit(AuditLab.RR, "--format", "json").out())
        .contains("\"ipv6_frames_left_out\" : 2");
  }

  @Test
  void bothInterfacesOfADirectorWithTwoArmsShowWhoItIs() throws IOException {
    lab().recorded("two-arms", "two-arms-client.").recorded("two-arms", "two-arms-servers.");
    Program.Outcome outcome = lab().audit(TWO_ARMS);
    assertThat(AuditLab.codes(outcome)).isEmpty();
    assertThat(outcome.out()).contains("director: 02:00:00:00:01:80, 02:00:00:01:01:80;");
    Program.Outcome wrong = lab().audit(TWO_ARMS.replaceAll("(?m)^.*192:80.*\n", ""));
    assertThat(AuditLab.codes(wrong)).containsExactly("error: server-not-in-rules");
  }

  @ParameterizedTest
  @CsvSource({
    "two-arms-clients., 02:00:00:01:01:80 says by ARP that it has a virtual address",
    "two-arms-servers., 02:00:00:00:01:80 sends packets for the services to 2 servers",
  })
  void oneInterfaceAloneSaysWhoMayBeIt(String capture, String who) throws IOException {
    lab().recorded("two-arms", capture);
    Program.Outcome outcome = lab().audit(TWO_ARMS);
    assertThat(AuditLab.codes(outcome)).contains("note: director-unknown");
    assertThat(outcome.out()).contains("; perhaps: " + who, "Say it with --director MAC");
    Program.Outcome told = lab().audit(TWO_ARMS, "--director", who.substring(0, 17));
    assertThat(AuditLab.codes(told)).containsExactly("note: one-sided-capture");
    Program.Outcome wrong =
        lab()
            .audit(
                TWO_ARMS.replaceAll("(?m)^.*192:80.*\n", ""), "--director", who.substring(0, 17));
    boolean serversSide = capture.contains("servers");
    assertThat(AuditLab.codes(wrong).contains("error: server-not-in-rules")).isEqualTo(serversSide);
  }

  /** Writes a capture anew as Linux cooked. */
  private static void cook(Path file) throws IOException {
    List<CapturedFrame> frames = CaptureReader.readAll(file);
    Files.delete(file);
    WireCapture cooked = new WireCapture(113);
    for (CapturedFrame frame : frames) {
      byte[] bytes = frame.bytes();
      ByteBuffer sll = ByteBuffer.allocate(bytes.length + 2);
      boolean own = Ethernet.source(bytes) == MacAddress.parse("02:00:00:00:00:10");
      sll.putShort((short) (own ? 4 : 0)).putShort((short) 1).putShort((short) 6);
      sll.put(bytes, 6, 6).putShort((short) 0).put(bytes, 12, bytes.length - 12);
      cooked.frame(sll.array());
    }
    cooked.write(file);
  }

  private AuditLab lab() {
    return new AuditLab(directory);
  }
}
