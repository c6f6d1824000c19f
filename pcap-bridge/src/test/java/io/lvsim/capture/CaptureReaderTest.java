package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign and hostile capture files. */
class CaptureReaderTest {
  private static final byte[] FRAME = {1, 2, 3, 4, 5, 6};

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "A1B2C3D4, LITTLE, 7, 2000000007000",
    "A1B2C3D4, BIG, 7, 2000000007000",
    "A1B23C4D, LITTLE, 7, 2000000000007",
    "A1B23C4D, BIG, 7, 2000000000007",
  })
  void pcapOfEitherByteOrderAndUnit(String magic, String order, int fraction, long nanos)
      throws IOException {
    ByteBuffer file = ByteBuffer.allocate(46).order(order(order));
    file.putInt(Integer.parseUnsignedInt(magic, 16)).putShort((short) 2).putShort((short) 4);
    file.putLong(0).putInt(65535).putInt(1);
    file.putInt(2000).putInt(fraction).putInt(6).putInt(99).put(FRAME);
    List<CapturedFrame> frames = read(file.array());
    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).atNanos()).isEqualTo(nanos);
    assertThat(frames.get(0).bytes()).isEqualTo(FRAME);
    assertThat(frames.get(0).originalLength()).isEqualTo(99);
  }

  @ParameterizedTest
  @CsvSource({
    "LITTLE, 6, 1500000, 1500000000",
    "BIG, 6, 1500000, 1500000000",
    "BIG, 9, 1500000, 1500000",
    "LITTLE, 12, 1500000, 1500",
    "LITTLE, 0, 3, 3000000000",
    "LITTLE, 138, 1536, 1500000000",
    "BIG, 168, 1649267441664, 1500000000",
  })
  void pcapngOfEitherByteOrderAndAnyUnit(String order, int resolution, long stamp, long nanos)
      throws IOException {
    byte[] file = pcapng(order(order), (byte) resolution, stamp);
    List<CapturedFrame> frames = read(file);
    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).atNanos()).isEqualTo(nanos);
    assertThat(frames.get(0).bytes()).isEqualTo(FRAME);
  }

  @Test
  void secondSectionHasItsOwnByteOrderAndInterfaces() throws IOException {
    byte[] first = pcapng(ByteOrder.BIG_ENDIAN, (byte) 9, 1);
    byte[] second = pcapng(ByteOrder.LITTLE_ENDIAN, (byte) 9, 2);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(read(both))
        .extracting(CapturedFrame::interfaceNumber, CapturedFrame::atNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 1L), org.assertj.core.groups.Tuple.tuple(1, 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 'x: byte 0: neither a pcap nor a pcapng file begins like this'",
    "4, 255, 'a block of 4294967295 bytes cannot be; lengths are multiples of 4'",
    "8, 0, 'x: byte 8: the byte-order magic is not 1A2B3C4D either way round'",
    "13, 9, 'pcapng version 9 is not known, only 1'",
    "24, 99, 'closing length'",
    "71, 5, 'a frame of interface 5, but the section has described 1'",
    "80, 255, 'a frame of 4278190086 bytes in a block that has room for 8'",
  })
  void damagedPcapngSaysWhere(int at, int value, String message) {
    byte[] file = pcapng(ByteOrder.BIG_ENDIAN, (byte) 9, 1);
    Arrays.fill(file, at, at == 4 ? at + 4 : at + 1, (byte) value);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CaptureFormatException.class)
        .hasMessageStartingWith("x: byte ")
        .hasMessageContaining(message);
  }

  @Test
  void fileCutAnywhereIsAnErrorOrAShorterFile() throws IOException {
    byte[] whole = pcapng(ByteOrder.LITTLE_ENDIAN, (byte) 9, 1);
    List<Integer> wholeAt = new ArrayList<>();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        assertThat(read(cut)).isEmpty();
        wholeAt.add(length);
      } catch (CaptureFormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) length);
      }
    }
    assertThat(wholeAt).containsExactly(28, 60);
  }

  @Test
  void noBytesWhatsoeverBreakTheReader() throws IOException {
    Random random = new Random(20);
    byte[][] seeds = {
      pcapng(ByteOrder.LITTLE_ENDIAN, (byte) 9, 1),
      pcapng(ByteOrder.BIG_ENDIAN, (byte) 138, 1),
      written(),
    };
    int read = 0;
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = seeds[round % seeds.length].clone();
      IntStream.range(0, 1 + random.nextInt(4))
          .forEach(i -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt());
      try {
        read(bytes);
        read++;
      } catch (CaptureFormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) bytes.length);
      }
    }
    assertThat(read).isBetween(1000, 29_000);
  }

  private byte[] written() throws IOException {
    Path file = directory.resolve("written.pcap");
    try (PcapWriter writer = new PcapWriter(file)) {
      writer.write(1, Direction.INBOUND, FRAME, List.of());
      writer.write(2, Direction.OUTBOUND, FRAME, List.of());
    }
    return Files.readAllBytes(file);
  }

  /** A section header (28), an interface (32) and a frame (40 bytes, data at 88). */
  private static byte[] pcapng(ByteOrder order, byte resolution, long stamp) {
    ByteBuffer file = ByteBuffer.allocate(100).order(order);
    file.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0);
    file.putLong(-1).putInt(28);
    file.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(0);
    file.putShort((short) 9).putShort((short) 1).put(resolution).put(new byte[3]);
    file.putShort((short) 0).putShort((short) 0).putInt(32);
    file.putInt(6).putInt(40).putInt(0).putInt((int) (stamp >>> 32)).putInt((int) stamp);
    file.putInt(6).putInt(6).put(FRAME).put(new byte[2]).putInt(40);
    return file.array();
  }

  private static List<CapturedFrame> read(byte[] bytes) throws IOException {
    List<CapturedFrame> frames = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(bytes), "x")) {
      for (CapturedFrame f = reader.next(); f != null; f = reader.next()) {
        frames.add(f);
      }
    }
    return frames;
  }

  private static ByteOrder order(String name) {
    return name.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
