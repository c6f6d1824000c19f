package io.lvsim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Random;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers against packets captured from Linux 6.1, and writers against the readers. */
class WireFormatTest {

  private static final String CLIENT = "192.168.2.10";

  private static final String VIP = "192.168.2.188";

  @Test
  void arpIsReadAsWritten() {
    byte[] frame =
        Arp.frame(
            MacAddress.BROADCAST,
            MacAddress.parse("02:00:00:00:01:91"),
            Arp.REQUEST,
            MacAddress.parse("02:00:00:00:01:91"),
            Ipv4Address.parse(VIP),
            0,
            Ipv4Address.parse(CLIENT));
    assertThat(HexFormat.of().formatHex(frame, 0, 42))
        .isEqualTo(
            "ffffffffffff020000000191080600010800060400010200000001"
                + "91c0a802bc000000000000c0a8020a");
    assertThat(frame).hasSize(Ethernet.MINIMUM);
    assertThat(Arp.isWellFormed(frame)).isTrue();
    assertThat(Arp.operation(frame)).isEqualTo(Arp.REQUEST);
    assertThat(MacAddress.format(Arp.senderMac(frame))).isEqualTo("02:00:00:00:01:91");
    assertThat(Ipv4Address.format(Arp.senderIp(frame))).isEqualTo(VIP);
    assertThat(Arp.targetMac(frame)).isZero();
    assertThat(Ipv4Address.format(Arp.targetIp(frame))).isEqualTo(CLIENT);
  }

  @Test
  void arpForOtherLinksIsNotOurs() {
    byte[] frame = Arp.frame(1, 2, Arp.REPLY, 3, 4, 5, 6);
    for (int at : new int[] {14, 16, 18, 19}) {
      byte[] other = frame.clone();
      other[at] ^= 0x40;
      assertThat(Arp.isWellFormed(other)).as("byte " + at).isFalse();
    }
    assertThat(Arp.isWellFormed(java.util.Arrays.copyOf(frame, 41))).isFalse();
  }

  /** The SYN of the recorded case faults, its checksum 0x1497 as tcpdump found it correct. */
  @Test
  void aRecordedSynHasRightChecksums() {
    byte[] segment = new byte[40];
    Tcp.write(segment, 0, 40, 25_011, 80, (int) 3_940_565_162L, 0, Tcp.SYN, 64_240);
    byte[] options =
        HexFormat.of()
            .parseHex("020405b4" + "0402" + "080a" + "7cd3a80100000000" + "01" + "030305");
    System.arraycopy(options, 0, segment, 20, options.length);
    Tcp.writeChecksum(segment, 0, 40, Ipv4Address.parse(CLIENT), Ipv4Address.parse(VIP));
    assertThat(Bytes.u16(segment, 16)).isEqualTo(0x1497);
    assertThat(
            Tcp.checksumIsRight(segment, 0, 40, Ipv4Address.parse(CLIENT), Ipv4Address.parse(VIP)))
        .isTrue();
    assertThat(Bytes.u16(segment, Tcp.option(segment, 0, Tcp.OPTION_MSS))).isEqualTo(1460);
    assertThat(segment[Tcp.option(segment, 0, Tcp.OPTION_WINDOW_SCALE)]).isEqualTo((byte) 5);
    assertThat(Tcp.option(segment, 0, Tcp.OPTION_SACK)).isEqualTo(-1);
    assertThat(Tcp.flagsText(Tcp.SYN | Tcp.ACK)).isEqualTo("S.");
    assertThat(Tcp.flagsText(0)).isEqualTo("none");
  }

  @Test
  void brokenTcpOptionsEndTheSearch() {
    byte[] segment = new byte[24];
    Tcp.write(segment, 0, 24, 1, 2, 3, 4, Tcp.SYN, 5);
    segment[20] = Tcp.OPTION_MSS;
    segment[21] = 1;
    assertThat(Tcp.option(segment, 0, Tcp.OPTION_MSS)).isEqualTo(-1);
    segment[21] = 9;
    assertThat(Tcp.option(segment, 0, Tcp.OPTION_MSS)).isEqualTo(-1);
    segment[20] = Tcp.OPTION_END;
    assertThat(Tcp.option(segment, 0, Tcp.OPTION_MSS)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ipv4IsReadAsWritten(long seed) {
    Random random = Random.of(seed, "ipv4");
    for (int i = 0; i < 500; i++) {
      int total = 20 + random.below(60);
      byte[] packet = new byte[100];
      int at = random.below(20);
      int id = random.below(65_536);
      int flags = random.below(65_536) & 0x7FFF;
      int ttl = random.below(256);
      int protocol = random.below(256);
      int source = random.nextInt();
      int destination = random.nextInt();
      Ipv4.write(packet, at, total, id, flags, ttl, protocol, source, destination);
      assertThat(Ipv4.isWellFormed(packet, at)).isTrue();
      assertThat(Ipv4.totalLength(packet, at)).isEqualTo(total);
      assertThat(Ipv4.payloadLength(packet, at)).isEqualTo(total - 20);
      assertThat(Ipv4.identification(packet, at)).isEqualTo(id);
      assertThat(Ipv4.flagsAndOffset(packet, at)).isEqualTo(flags);
      assertThat(Ipv4.dontFragment(packet, at)).isEqualTo((flags & 0x4000) != 0);
      assertThat(Ipv4.isFragment(packet, at)).isEqualTo((flags & 0x3FFF) != 0);
      assertThat(Ipv4.fragmentOffset(packet, at)).isEqualTo((flags & 0x1FFF) * 8);
      assertThat(Ipv4.ttl(packet, at)).isEqualTo(ttl);
      assertThat(Ipv4.protocol(packet, at)).isEqualTo(protocol);
      assertThat(Ipv4.source(packet, at)).isEqualTo(source);
      assertThat(Ipv4.destination(packet, at)).isEqualTo(destination);
      Ipv4.setTtl(packet, at, random.below(256));
      Ipv4.setTos(packet, at, random.below(256));
      assertThat(Ipv4.isWellFormed(packet, at)).isTrue();
      int bit = random.below(160);
      packet[at + bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Ipv4.isWellFormed(packet, at)).as("bit " + bit + " flipped").isFalse();
    }
  }

  @Test
  void ipv4LongerThanItsFrameIsNotWellFormed() {
    byte[] packet = new byte[60];
    Ipv4.write(packet, 0, 61, 1, 0, 64, 1, 2, 3);
    assertThat(Ipv4.isWellFormed(packet, 0)).isFalse();
    Ipv4.write(packet, 0, 19, 1, 0, 64, 1, 2, 3);
    assertThat(Ipv4.isWellFormed(packet, 0)).isFalse();
    assertThat(Ipv4.isWellFormed(new byte[19], 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void checksumsHoldAndCatchEveryBit(long seed) {
    Random random = Random.of(seed, "checksums");
    for (int i = 0; i < 200; i++) {
      int length = 8 + random.below(70);
      byte[] bytes = new byte[length + 30];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = (byte) random.nextInt();
      }
      int at = random.below(20);
      Udp.write(bytes, at, length, 1, 2, 3, 4);
      assertThat(Udp.checksumIsRight(bytes, at, 3, 4)).isTrue();
      assertThat(Udp.checksumIsRight(bytes, at, 3, 5)).isFalse();
      Icmp.write(bytes, at, length, Icmp.ECHO_REQUEST, 0, random.nextInt());
      assertThat(Icmp.checksumIsRight(bytes, at, length)).isTrue();
      int bit = random.below(length * 8);
      bytes[at + bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Icmp.checksumIsRight(bytes, at, length)).isFalse();
    }
  }

  /** RFC 1071 section 3. */
  @Test
  void theChecksumIsThatOfTheRfcsExample() {
    byte[] bytes = HexFormat.of().parseHex("0001f203f4f5f6f7");
    assertThat(InternetChecksum.of(bytes, 0, 8)).isEqualTo(~0xddf2 & 0xFFFF);
    assertThat(InternetChecksum.of(bytes, 0, 3)).isEqualTo(~(0x0001 + 0xf200) & 0xFFFF);
  }

  @Test
  void aUdpChecksumOfZeroIsNotComputed() {
    byte[] bytes = new byte[8];
    Udp.write(bytes, 0, 8, 0, 0, 0, 0);
    Bytes.put16(bytes, 6, 0);
    assertThat(Udp.checksumIsRight(bytes, 0, 9, 9)).isTrue();
  }
}
