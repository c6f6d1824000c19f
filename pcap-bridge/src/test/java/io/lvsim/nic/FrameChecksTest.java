package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Bytes;
import io.lvsim.wire.InternetChecksum;
import io.lvsim.wire.Tcp;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameChecksTest {
  private static final int SOURCE = 0x0A00_0001;
  private static final int DESTINATION = 0x0A00_0002;

  /** A header with a right checksum, from 10.0.0.1 to 10.0.0.2. */
  static void writeIpv4(byte[] frame, int at, int totalLength, int protocol) {
    Bytes.put16(frame, at, 0x4500);
    Bytes.put16(frame, at + 2, totalLength);
    Bytes.put16(frame, at + 8, 0x4000 | protocol);
    Bytes.put32(frame, at + 12, SOURCE);
    Bytes.put32(frame, at + 16, DESTINATION);
    Bytes.put16(frame, at + 10, InternetChecksum.of(frame, at, 20));
  }

  /** A segment of random data whose checksum is the sum of the pseudo-header alone. */
  private static byte[] unfinished(Random random, int data, int tag) {
    int ip = 14 + tag;
    byte[] frame = new byte[ip + 40 + data];
    random.nextBytes(frame);
    Bytes.put16(frame, 12, 0x8100);
    Bytes.put16(frame, ip - 2, 0x0800);
    java.util.Arrays.fill(frame, ip, ip + 20, (byte) 0);
    writeIpv4(frame, ip, 40 + data, 6);
    long pseudo = InternetChecksum.addPseudoHeader(0, SOURCE, DESTINATION, 6, 20 + data);
    Bytes.put16(frame, ip + 36, ~InternetChecksum.finish(pseudo));
    return frame;
  }

  @Test
  void unfinishedChecksumsAreFinishedTaggedOrNot() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      int data = random.nextInt(1400);
      int tag = 4 * random.nextInt(2);
      byte[] frame = unfinished(random, data, tag);
      byte[] before = frame.clone();
      assertThat(FrameChecks.finishChecksum(frame, frame.length)).isTrue();
      int tcp = 34 + tag;
      assertThat(Tcp.checksumIsRight(frame, tcp, 20 + data, SOURCE, DESTINATION)).isTrue();
      assertThat(FrameChecks.finishChecksum(frame, frame.length)).isFalse();
      Bytes.put16(before, tcp + 16, Bytes.u16(frame, tcp + 16));
      assertThat(frame).isEqualTo(before);
    }
  }

  /** Whoever sent it, it is not for us to mend. */
  @Test
  void checksumsThatAreWrongInOtherWaysStay() {
    byte[] frame = unfinished(new Random(5), 100, 0);
    Bytes.put16(frame, 50, Bytes.u16(frame, 50) + 1);
    byte[] before = frame.clone();
    assertThat(FrameChecks.finishChecksum(frame, frame.length)).isFalse();
    assertThat(frame).isEqualTo(before);
  }

  @Test
  void framesCutAnywhereOrBentAnywhereAreLookedAtUnharmed() {
    Random random = new Random(13);
    byte[] whole = unfinished(random, 30, 0);
    for (int length = 14; length < whole.length; length++) {
      assertThat(FrameChecks.finishChecksum(whole.clone(), length)).isFalse();
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThat(FrameChecks.checksumUnfinished(cut, length)).isFalse();
    }
    for (int i = 0; i < 20_000; i++) {
      byte[] bent = whole.clone();
      bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      FrameChecks.finishChecksum(bent, 14 + random.nextInt(bent.length - 13));
    }
  }

  @Test
  void aTagMayComeOnTopOfTheMtu() {
    byte[] plain = new byte[1518];
    assertThat(FrameChecks.longerThanMtu(plain, 1514, 1500)).isFalse();
    assertThat(FrameChecks.longerThanMtu(plain, 1515, 1500)).isTrue();
    Bytes.put16(plain, 12, 0x8100);
    assertThat(FrameChecks.longerThanMtu(plain, 1518, 1500)).isFalse();
    assertThat(FrameChecks.longerThanMtu(plain, 1519, 1500)).isTrue();
  }
}
