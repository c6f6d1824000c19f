package io.lvsim.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Captures packed with gzip and zstd; files longer than memory. */
class PackedCaptureTest {
  private static final int FRAMES = 400;

  /** Several times what zstd packs in one block. */
  private static final int MANY_FRAMES = 8000;

  private static final int RECORD = 16 + 60;

  @ParameterizedTest
  @EnumSource(Packing.class)
  void readsWhatIsPacked(Packing packing) throws IOException {
    assertThat(read(pack(packing, plain()))).isEqualTo(FRAMES);
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void cutAnywhereIsToldAndWhatCameBeforeIsUsed(Packing packing) throws IOException {
    byte[] whole = pack(packing, plain(MANY_FRAMES));
    int most = 0;
    for (int length = Packing.MAGIC_BYTES; length < whole.length; length += 1 + length / 300) {
      Reading reading = readTolerantly(Arrays.copyOf(whole, length));
      assertThat(reading.problem()).as("cut at %s", length).contains("x: byte ", " (unpacked): ");
      most = Math.max(most, reading.frames());
    }
    assertThat(most).isGreaterThan(MANY_FRAMES / 2);
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void damageIsToldAndNeverMore(Packing packing) throws IOException {
    Random random = new Random(7);
    byte[] whole = pack(packing, plain());
    int told = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        bytes[Packing.MAGIC_BYTES + random.nextInt(bytes.length - Packing.MAGIC_BYTES)] =
            (byte) random.nextInt();
      }
      told += readTolerantly(bytes).problem().isEmpty() ? 0 : 1;
    }
    assertThat(told).isGreaterThan(500);
  }

  @Test
  void severalPackedPiecesAreOneFile() throws IOException {
    byte[] plain = plain();
    int cut = 24 + RECORD * 17 + 5;
    for (Packing packing : Packing.values()) {
      byte[] first = pack(packing, Arrays.copyOf(plain, cut));
      byte[] second = pack(packing, Arrays.copyOfRange(plain, cut, plain.length));
      byte[] both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      assertThat(read(both)).as(packing.label()).isEqualTo(FRAMES);
    }
  }

  @Test
  void packedRubbishIsToldAsSuch() throws IOException {
    byte[] packed = pack(Packing.GZIP, new byte[100]);
    assertThatThrownBy(() -> read(packed))
        .hasMessage("x: byte 0 (unpacked): neither a pcap nor a pcapng file begins like this");
    assertThatThrownBy(() -> read(new byte[] {0x1F, (byte) 0x8B, 9, 9, 9}))
        .hasMessageStartingWith("x: byte 0 (unpacked): the gzip data does not begin as it should");
  }

  /** The reader takes no more from the file than a frame and a buffer ahead, however long it is. */
  @Test
  void readsNoFurtherThanItMust() throws IOException {
    Endless endless = new Endless();
    try (CaptureReader reader = CaptureReader.open(endless, "endless")) {
      for (long frame = 1; frame <= 300_000; frame++) {
        assertThat(reader.next()).isNotNull();
        assertThat(endless.taken).isLessThanOrEqualTo(24 + frame * RECORD + (1 << 16));
      }
      assertThat(reader.blocks()).isEqualTo(300_000);
    }
  }

  /** A pcap file that never ends. */
  private static final class Endless extends InputStream {
    private final byte[] file = plain();
    private long taken;

    @Override
    public int read() {
      int at = (int) taken++;
      return (taken <= 24 ? file[at] : file[24 + (int) ((taken - 25) % RECORD)]) & 0xFF;
    }
  }

  private record Reading(int frames, String problem) {}

  private static Reading readTolerantly(byte[] bytes) throws IOException {
    int frames = 0;
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(bytes), "x")) {
      while (reader.next() != null) {
        frames++;
      }
      return new Reading(frames, "");
    } catch (CaptureFormatException e) {
      return new Reading(frames, String.valueOf(e.getMessage()));
    }
  }

  private static int read(byte[] bytes) throws IOException {
    int frames = 0;
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(bytes), "x")) {
      while (reader.next() != null) {
        frames++;
      }
    }
    return frames;
  }

  private static byte[] pack(Packing packing, byte[] plain) throws IOException {
    return switch (packing) {
      case NONE -> plain;
      case ZSTD -> {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
          yield context.setChecksum(true).compress(plain);
        }
      }
      case GZIP -> {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
          out.write(plain);
        }
        yield packed.toByteArray();
      }
    };
  }

  private static byte[] plain() {
    return plain(FRAMES);
  }

  /** Random data does not become shorter, so that cuts fall between all frames. */
  private static byte[] plain(int frames) {
    ByteBuffer file = ByteBuffer.allocate(24 + frames * RECORD).order(ByteOrder.BIG_ENDIAN);
    file.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
    file.putLong(0).putInt(65535).putInt(1);
    Random random = new Random(1);
    byte[] data = new byte[60];
    for (int i = 0; i < frames; i++) {
      random.nextBytes(data);
      file.putInt(i).putInt(0).putInt(60).putInt(60).put(data);
    }
    return file.array();
  }
}
