package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Block types of pcapng, and older kinds of pcap. */
class PcapngBlocksTest {
  private static final byte[] FRAME = {1, 2, 3, 4, 5, 6};
  private static final byte[] NO_OPTION = {};

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyKindOfPacketBlock(boolean big) throws IOException {
    File file = new File(big);
    file.section().description(4, option(big, 9, new byte[] {3}));
    file.description(0, option(big, 14, number(big, -2)));
    file.block(
        6,
        b ->
            b.putInt(1)
                .putInt(0)
                .putInt(5_000_000)
                .putInt(6)
                .putInt(90)
                .put(FRAME)
                .putShort((short) 0));
    file.block(
        2,
        b ->
            b.putShort((short) 0)
                .putShort((short) 3)
                .putInt(0)
                .putInt(1500)
                .putInt(6)
                .putInt(6)
                .put(FRAME)
                .putShort((short) 0));
    file.block(3, b -> b.putInt(6).put(FRAME).putShort((short) 0));
    List<CapturedFrame> frames = new ArrayList<>();
    try (CaptureReader reader = file.open()) {
      for (CapturedFrame f = reader.next(); f != null; f = reader.next()) {
        frames.add(f);
      }
      assertThat(reader.blocks()).isEqualTo(6);
      assertThat(reader.interfaces()).hasSize(2);
    }
    assertThat(frames)
        .extracting(CapturedFrame::interfaceNumber, CapturedFrame::atNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 3_000_000_000L),
            org.assertj.core.groups.Tuple.tuple(0, 1_500_000_000L),
            org.assertj.core.groups.Tuple.tuple(0, 0L));
    assertThat(frames.get(0).originalLength()).isEqualTo(90);
    assertThat(frames.get(2).bytes()).as("cut at the snap length").containsExactly(1, 2, 3, 4);
  }

  @Test
  void otherBlocksArePassedOverAndCounted() throws IOException {
    File file = new File(true);
    file.section().description(0, NO_OPTION);
    for (int type : new int[] {4, 5, 5, 9, 10, 0xBAD, 0x40000BAD, -1}) {
      file.block(type, b -> b.putInt(1));
    }
    file.block(3, b -> b.putInt(6).put(FRAME).putShort((short) 0));
    try (CaptureReader reader = file.open()) {
      assertThat(reader.next()).isNotNull();
      assertThat(reader.next()).isNull();
      assertThat(reader.skippedBlocks())
          .containsExactlyEntriesOf(
              new java.util.TreeMap<>(
                  Map.of(4, 1L, 5, 2L, 9, 1L, 10, 1L, 0xBAD, 1L, 0x40000BAD, 1L, -1, 1L)));
      assertThat(reader.blocks()).isEqualTo(11);
    }
  }

  /** A block of 1 GiB, which is never in memory: the tests' JVM could not hold it twice. */
  @Test
  void longBlockIsPassedOver() throws IOException {
    File before = new File(true);
    before.section();
    int length = 1 << 30;
    byte[] head = ByteBuffer.allocate(8).putInt(9).putInt(length).array();
    byte[] tail = ByteBuffer.allocate(4).putInt(length).array();
    InputStream whole =
        new SequenceInputStream(
            new SequenceInputStream(
                new ByteArrayInputStream(before.bytes()), new ByteArrayInputStream(head)),
            new SequenceInputStream(new Zeros(length - 12), new ByteArrayInputStream(tail)));
    try (CaptureReader reader = CaptureReader.open(whole, "x")) {
      assertThat(reader.next()).isNull();
      assertThat(reader.skippedBlocks()).containsEntry(9, 1L);
    }
  }

  @Test
  void blockThatEndsTooEarlyIsToldWithItsPlace() {
    File file = new File(true);
    file.section();
    file.block(9, b -> b.putInt(1).putInt(2));
    byte[] cut = Arrays.copyOf(file.bytes(), file.bytes().length - 6);
    assertThatThrownBy(
            () -> {
              try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(cut), "x")) {
                reader.next();
              }
            })
        .hasMessage("x: byte 36: a block of 20 bytes needs 8 bytes, but the file ends after 6");
  }

  @Test
  void kuznetzovsRecordsAndSwappedLengths() throws IOException {
    ByteBuffer patched = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
    patched.putInt(0xA1B2CD34).putShort((short) 2).putShort((short) 4).putLong(0);
    patched.putInt(65535).putInt(1).putInt(3).putInt(7).putInt(6).putInt(60).putLong(0).put(FRAME);
    assertThat(only(patched.array()).originalLength()).isEqualTo(60);
    assertThat(only(patched.array()).bytes()).isEqualTo(FRAME);
    ByteBuffer old = ByteBuffer.allocate(46);
    old.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 2).putLong(0);
    old.putInt(65535).putInt(1).putInt(3).putInt(7).putInt(60).putInt(6).put(FRAME);
    assertThat(only(old.array()).bytes()).isEqualTo(FRAME);
    assertThat(only(old.array()).atNanos()).isEqualTo(3_000_007_000L);
  }

  private static CapturedFrame only(byte[] bytes) throws IOException {
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(bytes), "x")) {
      CapturedFrame first = reader.next();
      assertThat(reader.next()).isNull();
      assertThat(first).isNotNull();
      return java.util.Objects.requireNonNull(first);
    }
  }

  private static byte[] number(boolean big, long value) {
    return ByteBuffer.allocate(8).order(order(big)).putLong(value).array();
  }

  private static byte[] option(boolean big, int code, byte[] value) {
    ByteBuffer option = ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4).order(order(big));
    option.putShort((short) code).putShort((short) value.length).put(value);
    return option.array();
  }

  private static ByteOrder order(boolean big) {
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(left, length);
      Arrays.fill(into, from, from + given, (byte) 0);
      left -= given;
      return given;
    }
  }

  /** A pcapng file in the making. */
  private static final class File {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean big;

    /** Fills a block's body. */
    private interface Body {
      void fill(ByteBuffer body);
    }

    File(boolean big) {
      this.big = big;
    }

    File section() {
      return block(0x0A0D0D0A, b -> b.putInt(0x1A2B3C4D).putInt(big ? 1 << 16 : 1).putLong(-1));
    }

    File description(int snapLength, byte[] options) {
      return block(
          1, b -> b.putShort((short) 1).putShort((short) 0).putInt(snapLength).put(options));
    }

    File block(int type, Body body) {
      ByteBuffer block = ByteBuffer.allocate(200).order(order(big));
      block.position(8);
      body.fill(block);
      int length = block.position() + 4;
      block.putInt(length).putInt(0, type).putInt(4, length);
      out.write(block.array(), 0, length);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    CaptureReader open() throws IOException {
      return CaptureReader.open(new ByteArrayInputStream(bytes()), "x");
    }
  }
}
