package io.lvsim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a frame of whatever link layer holds, it is read or passed over. */
class LinkLayerTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 14, 101, 105, 113, 228, 229, 276, 65535})
  void anyBytes(int linkType) {
    Random random = new Random(linkType);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      plant(bytes, linkType, random);
      SeenFrame frame = new SeenFrame("a", 1, 0, 0, linkType, bytes);
      WirePacket packet = WirePacket.of(frame);
      LinkLayer.device(linkType, bytes);
      if (packet != null) {
        read++;
        packet.identity();
        packet.quoted();
        assertThat(packet.arp || !packet.text().isEmpty()).isTrue();
        assertThat(WirePacket.isIpv6(frame)).isFalse();
      }
    }
    assertThat(read > 0).isEqualTo(LinkLayer.isKnown(linkType));
  }

  /** Now and then what a frame of IPv4 begins with, at the place where it is. */
  private static void plant(byte[] bytes, int linkType, Random random) {
    int ip =
        switch (linkType) {
          case 1 -> 14;
          case 113 -> 16;
          case 276 -> 20;
          default -> 0;
        };
    if (bytes.length < ip + 4 || random.nextBoolean()) {
      return;
    }
    bytes[ip] = 0x45;
    bytes[ip + 2] = 0;
    if (ip > 0) {
      int type = linkType == 276 ? 0 : ip - 2;
      bytes[type] = 8;
      bytes[type + 1] = 0;
    }
  }

  @Test
  void onlyCookedFramesTellADevice() {
    byte[] bytes = new byte[40];
    bytes[7] = 9;
    assertThat(LinkLayer.device(276, bytes)).isEqualTo(9);
    assertThat(LinkLayer.device(113, bytes)).isZero();
    assertThat(LinkLayer.device(276, new byte[10])).isZero();
  }

  @Test
  void sendersOfCookedFramesAreKnownAndReceiversAreNot() {
    byte[] sll = new byte[60];
    sll[5] = 6;
    sll[11] = 0x10;
    sll[14] = 8;
    sll[16] = 0x45;
    sll[19] = 40;
    WirePacket packet = WirePacket.of(new SeenFrame("a", 1, 0, 0, 113, sll));
    assertThat(packet).isNotNull();
    assertThat(packet.from()).isEqualTo(0x10);
    assertThat(packet.to()).isEqualTo(LinkLayer.UNKNOWN);
    sll[5] = 0;
    packet = WirePacket.of(new SeenFrame("a", 1, 0, 0, 113, sll));
    assertThat(packet).isNotNull();
    assertThat(packet.from()).isEqualTo(LinkLayer.UNKNOWN);
  }
}
