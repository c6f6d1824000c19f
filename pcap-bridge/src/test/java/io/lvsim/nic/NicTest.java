package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lvsim.wire.Bytes;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend does with frames. */
class NicTest extends BackendTest {
  private final FrameBatch batch = new FrameBatch(64, 65_536);
  private final Random random = new Random(7);

  @ParameterizedTest
  @MethodSource("ways")
  void framesArriveByteForByteAndInOrder(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      for (int round = 0; round < 40; round++) {
        byte[][] frames = new byte[1 + random.nextInt(150)][];
        for (int i = 0; i < frames.length; i++) {
          frames[i] = randomFrame(random, 14 + random.nextInt(1501));
        }
        send(a, frames);
        expect(b, frames);
      }
    }
  }

  /** Receives exactly these frames, however many at a time. */
  private void expect(Nic nic, byte[]... frames) throws NicException {
    int got = 0;
    while (got < frames.length) {
      int count = nic.receive(batch, 5 * SECOND);
      assertThat(count).as("frames after %d of %d", got, frames.length).isPositive();
      for (int i = 0; i < count; i++, got++) {
        assertThat(bytes(batch, i)).isEqualTo(frames[got]);
        assertThat(batch.originalLength(i)).isEqualTo(frames[got].length);
      }
    }
    assertThat(got).isEqualTo(frames.length);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void framesOfAnyContentArrive(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      for (int i = 0; i < 300; i++) {
        byte[] frame = new byte[14 + random.nextInt(600)];
        random.nextBytes(frame);
        send(a, frame);
        expect(b, frame);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatThisMachineSendsNeverComesBack(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic beside = way.open("va");
        Nic b = way.open("vb")) {
      byte[][] frames = new byte[50][];
      for (int i = 0; i < frames.length; i++) {
        frames[i] = randomFrame(random, 100);
      }
      send(a, frames);
      expect(b, frames);
      assertThat(a.receive(batch, 50 * MILLISECOND)).isZero();
      assertThat(beside.receive(batch, 50 * MILLISECOND)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void onlyWhatTheFilterLetsInComes(Way way) throws Exception {
    NicOptions filtered = way.options().withFilter("ether proto 0x88b6 and greater 100");
    try (Nic a = way.open("va");
        Nic b = way.open("vb", filtered)) {
      byte[] other = randomFrame(random, 200);
      byte[] shorter = randomFrame(random, 99);
      Bytes.put16(shorter, 12, 0x88B6);
      byte[] wanted = randomFrame(random, 100);
      Bytes.put16(wanted, 12, 0x88B6);
      send(a, other, shorter, wanted, other);
      expect(b, wanted);
      assertThat(b.receive(batch, 50 * MILLISECOND)).isZero();
      assertThat(b.statistics().received()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBatchTakesNoMoreThanItHolds(Way way) throws Exception {
    FrameBatch small = new FrameBatch(4, 2000);
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      byte[][] frames = new byte[10][];
      for (int i = 0; i < frames.length; i++) {
        frames[i] = randomFrame(random, 60 + i);
      }
      send(a, frames);
      int got = 0;
      while (got < frames.length) {
        int count = b.receive(small, SECOND);
        assertThat(count).isBetween(1, 4);
        for (int i = 0; i < count; i++) {
          assertThat(bytes(small, i)).isEqualTo(frames[got++]);
        }
      }
      assertThat(b.receive(small, 0)).isZero();
      assertThat(small.size()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void receivingWaitsAsLongAsItIsTold(Way way) throws Exception {
    try (Nic b = way.open("vb")) {
      long start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(b.receive(batch, 0)).isZero();
      }
      assertThat(System.nanoTime() - start).isLessThan(SECOND);
      long before = System.nanoTime();
      assertThat(b.receive(batch, 250 * MILLISECOND)).isZero();
      assertThat(System.nanoTime() - before).isBetween(250 * MILLISECOND, 2 * SECOND);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void framesAreCountedAndTimed(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      byte[] frame = randomFrame(random, 60);
      long before = nanosSince1970();
      send(a, frame, frame, frame);
      expect(b, frame, frame, frame);
      assertThat(a.statistics()).isEqualTo(new NicStatistics(0, 0, 3, 0));
      assertThat(b.statistics()).isEqualTo(new NicStatistics(3, 0, 0, 0));
      assertThat(batch.atNanos(0)).isBetween(before - MILLISECOND, nanosSince1970());
    }
  }

  private static long nanosSince1970() {
    Instant now = Instant.now();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void framesThatNobodyTakesAreDroppedAndCounted(Way way) throws Exception {
    NicOptions o = way.options();
    NicOptions small = new NicOptions("", true, o.immediate(), o.snapLength(), 1 << 20, 0);
    try (Nic a = way.open("va");
        Nic b = way.open("vb", small)) {
      byte[] frame = randomFrame(random, 1500);
      int sent = 6000;
      for (int i = 0; i < sent; i++) {
        a.send(frame, frame.length);
      }
      a.flush();
      int got = 0;
      for (int count = -1; count != 0; got += count) {
        count = b.receive(batch, 100 * MILLISECOND);
      }
      NicStatistics counts = b.statistics();
      assertThat(counts.dropped()).isPositive();
      assertThat(counts.received()).isEqualTo(got);
      assertThat(counts.received() + counts.dropped()).isEqualTo(sent);
      assertThat(b.statistics()).isEqualTo(counts);
      send(a, frame);
      expect(b, frame);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void vlanTagsStay(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      for (int length = 18; length <= 1518; length += 100) {
        byte[] tagged = randomFrame(random, length);
        Bytes.put16(tagged, 12, 0x8100);
        Bytes.put16(tagged, 14, 0x6000 + random.nextInt(4096));
        Bytes.put16(tagged, 16, TEST_TYPE);
        send(a, tagged);
        expect(b, tagged);
      }
      byte[] service = randomFrame(random, 80);
      Bytes.put16(service, 12, 0x88A8);
      Bytes.put16(service, 14, 0x0123);
      Bytes.put16(service, 16, TEST_TYPE);
      send(a, service);
      expect(b, service);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void vlanTagsCanBeFilteredFor(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb", way.options().withFilter("vlan 5"))) {
      byte[] tagged = randomFrame(random, 80);
      Bytes.put16(tagged, 12, 0x8100);
      Bytes.put16(tagged, 14, 5);
      byte[] other = tagged.clone();
      Bytes.put16(other, 14, 6);
      send(a, randomFrame(random, 80), other, tagged);
      expect(b, tagged);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ofLongFramesTheBeginningIsKept(Way way) throws Exception {
    NicOptions o = way.options();
    NicOptions snap = new NicOptions("", true, o.immediate(), 100, o.ringBytes(), 0);
    try (Nic a = way.open("va");
        Nic b = way.open("vb", snap)) {
      byte[] frame = randomFrame(random, 1000);
      send(a, frame);
      assertThat(b.receive(batch, SECOND)).isEqualTo(1);
      assertThat(batch.length(0)).isEqualTo(100);
      assertThat(batch.originalLength(0)).isEqualTo(1000);
      assertThat(bytes(batch, 0)).isEqualTo(java.util.Arrays.copyOf(frame, 100));
    }
  }

  /** Segments that were glued together are longer than the ring's slots, and come whole. */
  @ParameterizedTest
  @MethodSource("ways")
  void framesLongerThanTheMtuAtOpeningComeWhole(Way way) throws Exception {
    try (Nic a = way.open("va");
        Nic b = way.open("vb")) {
      namespace.run("ip link set dev va mtu 60000");
      namespace.run("ip link set dev vb mtu 60000");
      byte[] small = randomFrame(random, 60);
      byte[] large = randomFrame(random, 60_014);
      send(a, small, large, small, large);
      expect(b, small, large, small, large);
      assertThat(a.mtu()).isEqualTo(60_000);
      assertThat(FrameChecks.longerThanMtu(large, large.length, b.mtu())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void framesThatDoNotFitAreRefused(Way way) throws Exception {
    try (Nic a = way.open("va")) {
      assertThat(a.mtu()).isEqualTo(1500);
      send(a, new byte[1514]);
      assertThatThrownBy(() -> a.send(new byte[1515], 1515))
          .isInstanceOf(NicException.class)
          .hasMessageContaining("1515 bytes is longer than va's MTU of 1500 allows")
          .hasMessageContaining("ethtool -K va tso off gso off gro off");
      assertThatThrownBy(() -> a.send(new byte[13], 13)).isInstanceOf(NicException.class);
      assertThatThrownBy(() -> a.send(new byte[20], 21)).isInstanceOf(NicException.class);
      assertThat(a.statistics().sent()).isEqualTo(1);
    }
  }
}
