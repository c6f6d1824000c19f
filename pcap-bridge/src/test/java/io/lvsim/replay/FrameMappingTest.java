package io.lvsim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other addresses in frames, and their checksums, over seeded random frames. */
class FrameMappingTest {
  private static final String MAC_C = "02:00:00:00:0c:0c";
  private static final String IP_C = "172.16.250.1";
  private static final int ROUNDS = 500;

  private static final FrameMapping THERE = mapping(false);
  private static final FrameMapping BACK = mapping(true);

  private static FrameMapping mapping(boolean back) {
    String mac = MacAddress.format(RandomFrames.MAC_A);
    String ip = Ipv4Address.format(RandomFrames.IP_A);
    return new FrameMapping(
        back
            ? AddressMap.parse(List.of(MAC_C + "=" + mac), List.of(IP_C + "=" + ip))
            : AddressMap.parse(List.of(mac + "=" + MAC_C), List.of(ip + "=" + IP_C)));
  }

  @ParameterizedTest
  @EnumSource
  void addressesAreReplacedEverywhereAndAllElseStays(RandomFrames.Kind kind) {
    RandomFrames frames = new RandomFrames(11);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] before = frames.frame(kind);
      byte[] after = before.clone();
      THERE.apply(after);
      assertThat(occurrences(after, RandomFrames.MAC_A, 6)).isZero();
      assertThat(occurrences(after, RandomFrames.IP_A & 0xFFFF_FFFFL, 4)).isZero();
      assertThat(occurrences(after, Ipv4Address.parse(IP_C) & 0xFFFF_FFFFL, 4))
          .isEqualTo(occurrences(before, RandomFrames.IP_A & 0xFFFF_FFFFL, 4));
      BACK.apply(after);
      assertThat(after).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void checksumsAreRightAfterwards(RandomFrames.Kind kind) {
    RandomFrames frames = new RandomFrames(12);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] frame = frames.frame(kind);
      expectRightChecksums(frame);
      THERE.apply(frame);
      expectRightChecksums(frame);
      assertThat(FrameChecksums.areRight(frame)).isTrue();
    }
  }

  @Test
  void unfinishedChecksumsAreFoundAndMended() {
    RandomFrames frames = new RandomFrames(13);
    for (RandomFrames.Kind kind : List.of(RandomFrames.Kind.TCP, RandomFrames.Kind.ECHO)) {
      byte[] right = RandomFrames.ipv4(frames.packet(kind));
      byte[] wrong = right.clone();
      wrong[wrong.length - 1] ^= 1;
      byte[] frame = wrong.clone();
      assertThat(FrameChecksums.areRight(frame)).isFalse();
      FrameChecksums.setRight(frame);
      expectRightChecksums(frame);
      THERE.apply(wrong);
      expectRightChecksums(wrong);
    }
  }

  /** The checksum covers data that the first fragment lacks: it must change as the whole's does. */
  @Test
  void ofAFirstFragmentTheTransportsChecksumIsAdjusted() {
    RandomFrames frames = new RandomFrames(14);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] whole = i % 2 == 0 ? frames.tcp(400) : frames.udp(400, true);
      byte[] fragment = Arrays.copyOf(whole, 20 + 80);
      Bytes.put16(fragment, 2, fragment.length);
      Bytes.put16(fragment, 6, Ipv4.MORE_FRAGMENTS);
      Ipv4.setTtl(fragment, 0, 64);
      byte[] mappedWhole = mapped(RandomFrames.ipv4(whole));
      byte[] mappedFragment = mapped(RandomFrames.ipv4(fragment));
      int at = Ethernet.HEADER + 20;
      assertThat(Arrays.copyOfRange(mappedFragment, at, at + 80))
          .isEqualTo(Arrays.copyOfRange(mappedWhole, at, at + 80));
      assertThat(naive(mappedFragment, Ethernet.HEADER, 20, 0)).isEqualTo(0xFFFF);
    }
  }

  /** Later fragments hold data only, which stays. */
  @Test
  void ofALaterFragmentOnlyTheHeaderChanges() {
    byte[] packet = new RandomFrames(15).tcp(100);
    Bytes.put16(packet, 6, 5);
    Ipv4.setTtl(packet, 0, 64);
    byte[] frame = RandomFrames.ipv4(packet);
    byte[] after = mapped(frame);
    assertThat(Arrays.copyOfRange(after, 34, after.length))
        .isEqualTo(Arrays.copyOfRange(frame, 34, frame.length));
    assertThat(naive(after, 14, 20, 0)).isEqualTo(0xFFFF);
  }

  /** What an ICMP error quotes is the packet that was sent, under the new addresses too. */
  @Test
  void quotedPacketsAreThoseThatTheMappedHostSent() {
    RandomFrames frames = new RandomFrames(16);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] sent = i % 2 == 0 ? frames.tcp(60) : frames.udp(60, true);
      byte[] error = mapped(RandomFrames.ipv4(frames.icmpError(sent)));
      byte[] mappedSent = mapped(RandomFrames.ipv4(sent));
      int quotedAt = Ethernet.HEADER + 28;
      assertThat(Arrays.copyOfRange(error, quotedAt, error.length))
          .isEqualTo(Arrays.copyOfRange(mappedSent, 14, 14 + error.length - quotedAt));
    }
  }

  @Test
  void prefixesKeepTheRestOfTheAddress() {
    AddressMap map = AddressMap.parse(List.of(), List.of("10.1.0.0/16=10.2.0.0/16"));
    assertThat(Ipv4Address.format(map.ip(Ipv4Address.parse("10.1.2.3")))).isEqualTo("10.2.2.3");
    assertThat(Ipv4Address.format(map.ip(Ipv4Address.parse("10.3.2.3")))).isEqualTo("10.3.2.3");
  }

  @Test
  void rulesThatAreNoneAreNamed() {
    assertThatThrownBy(() -> AddressMap.parse(List.of("02:00:00:00:00:01"), List.of()))
        .hasMessage("'02:00:00:00:00:01' is not OLD=NEW");
    assertThatThrownBy(() -> AddressMap.parse(List.of(), List.of("10.0.0.0/8=10.2.0.0/16")))
        .hasMessageContaining("not of the same length");
    assertThatThrownBy(() -> AddressMap.parse(List.of(), List.of("10.0.0.0/33=10.2.0.0/33")))
        .hasMessageContaining("from 0 to 32 bits");
  }

  @Test
  void anyBytesAreTaken() {
    Random random = new Random(17);
    RandomFrames frames = new RandomFrames(17);
    for (int i = 0; i < 50_000; i++) {
      byte[] frame = frames.frame(RandomFrames.Kind.values()[random.nextInt(6)]);
      frame = Arrays.copyOf(frame, 14 + random.nextInt(frame.length - 13));
      for (int flips = random.nextInt(6); flips > 0; flips--) {
        frame[random.nextInt(Math.min(frame.length, 60))] = (byte) random.nextInt();
      }
      THERE.apply(frame);
      FrameChecksums.setRight(frame);
      assertThat(FrameChecksums.areRight(frame)).isTrue();
      Flow.of(frame);
      Flow.quotedIn(frame);
    }
  }

  private static byte[] mapped(byte[] frame) {
    byte[] after = frame.clone();
    THERE.apply(after);
    return after;
  }

  private static int occurrences(byte[] bytes, long value, int width) {
    int found = 0;
    for (int at = 0; at + width <= bytes.length; at++) {
      long here = 0;
      for (int i = 0; i < width; i++) {
        here = here << 8 | bytes[at + i] & 0xFF;
      }
      found += here == value ? 1 : 0;
    }
    return found;
  }

  /** Header and transport, by the sum written anew here. */
  private static void expectRightChecksums(byte[] frame) {
    int at = 12;
    while (Bytes.u16(frame, at) == 0x8100 || Bytes.u16(frame, at) == 0x88A8) {
      at += 4;
    }
    if (Bytes.u16(frame, at) != Ethernet.TYPE_IPV4) {
      return;
    }
    at += 2;
    int length = frame.length - at - 20;
    assertThat(naive(frame, at, 20, 0)).isEqualTo(0xFFFF);
    int protocol = frame[at + 9];
    if (protocol == Ipv4.PROTOCOL_UDP && Bytes.u16(frame, at + 26) == 0) {
      return;
    }
    int pseudo =
        protocol == Ipv4.PROTOCOL_ICMP ? 0 : protocol + length + naive(frame, at + 12, 8, 0);
    assertThat(naive(frame, at + 20, length, pseudo)).isEqualTo(0xFFFF);
  }

  private static int naive(byte[] bytes, int from, int length, int start) {
    long sum = start;
    for (int i = 0; i < length; i++) {
      sum += (long) (bytes[from + i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
    }
    while (sum > 0xFFFF) {
      sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return (int) sum;
  }
}
