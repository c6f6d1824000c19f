package io.lvsim.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a whole capture file is packed; told by its first bytes, not by its name. */
enum Packing {
  NONE("plain"),
  GZIP("gzip"),
  ZSTD("zstd");

  /** How many bytes tell. */
  static final int MAGIC_BYTES = 4;

  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int ZSTD_FRAME = 0x28B52FFD;
  private static final int ZSTD_SKIPPABLE = 0x002A4D18;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String label;

  Packing(String label) {
    this.label = label;
  }

  /** Its name in messages. */
  String label() {
    return label;
  }

  /** The packing of a file that begins with these bytes; there may be fewer than four. */
  static Packing of(byte[] magic) {
    int number = 0;
    for (int i = 0; i < MAGIC_BYTES; i++) {
      number = number << 8 | (i < magic.length ? magic[i] & 0xFF : 0);
    }
    if (number >>> 16 == GZIP_MAGIC) {
      return GZIP;
    }
    boolean skippable = (number & 0x00FF_FFFF) == ZSTD_SKIPPABLE && (number >>> 28) == 5;
    return number == ZSTD_FRAME || skippable ? ZSTD : NONE;
  }

  /**
   * The unpacked bytes.
   *
   * @throws IOException if the packed data is damaged at its beginning
   */
  InputStream unpack(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in);
    };
  }
}
