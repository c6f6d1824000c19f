package io.lvsim.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads pcapng: several sections of either byte order, any number of interfaces, enhanced, simple
 * and obsolete packet blocks, any stamp resolution. Blocks of other types are passed over, however
 * long they are, and counted.
 */
final class PcapngReader implements CaptureReader {
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int IF_TIMESTAMP_OFFSET = 14;

  /** An interface with what its stamps mean. */
  private record Source(CaptureInterface about, TimestampUnit unit) {}

  private final CaptureInput input;
  private final List<CaptureInterface> allInterfaces = new ArrayList<>();
  private final List<Source> sectionInterfaces = new ArrayList<>();
  private int interfacesBeforeSection;
  private long blockAt;
  private long blocks;
  private final SortedMap<Integer, Long> skipped = new TreeMap<>();

  /** Begins behind the first section header's block type. */
  PcapngReader(CaptureInput input) throws IOException {
    this.input = input;
    readSectionHeader();
  }

  static boolean knows(byte[] magic) {
    return magic.length == 4 && ByteBuffer.wrap(magic).getInt() == PcapngWriter.SECTION_HEADER;
  }

  @Override
  public @Nullable CapturedFrame next() throws IOException {
    while (true) {
      blockAt = input.offset();
      byte[] type = input.readUpTo(4);
      if (type.length == 0) {
        return null;
      }
      if (type.length < 4) {
        throw input.fault(blockAt, "the file ends inside a block type");
      }
      CapturedFrame frame = readBlock(ByteBuffer.wrap(type).order(input.order()).getInt());
      if (frame != null) {
        return frame;
      }
    }
  }

  /** Reads the rest of a block; null unless it is a frame. */
  private @Nullable CapturedFrame readBlock(int type) throws IOException {
    if (type == PcapngWriter.SECTION_HEADER) {
      readSectionHeader();
      return null;
    }
    int declared = input.read(4, "a block length").getInt();
    if (!isUnderstood(type)) {
      skipBody(type, declared);
      return null;
    }
    ByteBuffer body = readBody(declared, 8);
    blocks++;
    return switch (type) {
      case PcapngWriter.INTERFACE_DESCRIPTION -> {
        readInterface(body);
        yield null;
      }
      case PcapngWriter.ENHANCED_PACKET -> readEnhanced(body);
      case OBSOLETE_PACKET -> readObsolete(body);
      case SIMPLE_PACKET -> readSimple(body);
      default -> throw new IllegalStateException("block type " + type);
    };
  }

  private static boolean isUnderstood(int type) {
    return type == PcapngWriter.INTERFACE_DESCRIPTION
        || type == PcapngWriter.ENHANCED_PACKET
        || type == OBSOLETE_PACKET
        || type == SIMPLE_PACKET;
  }

  private void skipBody(int type, int declared) throws IOException {
    long length = declared & 0xFFFF_FFFFL;
    if (length < 12 || length % 4 != 0) {
      throw input.fault(blockAt + 4, impossible(length));
    }
    input.skip(length - 12, "a block of " + length + " bytes");
    checkClosing(input.read(4, "a block's closing length").getInt(), declared);
    blocks++;
    skipped.merge(type, 1L, Long::sum);
  }

  private static String impossible(long length) {
    return "a block of " + length + " bytes cannot be; lengths are multiples of 4 from 12 to 16 Mi";
  }

  private void checkClosing(int closing, int declared) throws CaptureFormatException {
    if (closing != declared) {
      throw input.fault(
          input.offset() - 4,
          "the block's closing length "
              + Integer.toUnsignedLong(closing)
              + " is not "
              + Integer.toUnsignedLong(declared));
    }
  }

  private void readSectionHeader() throws IOException {
    ByteBuffer start = input.read(8, "a section header").order(ByteOrder.LITTLE_ENDIAN);
    int magic = start.getInt(4);
    if (magic == PcapngWriter.BYTE_ORDER_MAGIC) {
      input.setOrder(ByteOrder.LITTLE_ENDIAN);
    } else if (Integer.reverseBytes(magic) == PcapngWriter.BYTE_ORDER_MAGIC) {
      input.setOrder(ByteOrder.BIG_ENDIAN);
    } else {
      throw input.fault(blockAt + 8, "the byte-order magic is not 1A2B3C4D either way round");
    }
    ByteBuffer body = readBody(start.order(input.order()).getInt(0), 12);
    int major = need(body, 12, "a section header").getShort() & 0xFFFF;
    if (major != 1) {
      throw input.fault(blockAt + 12, "pcapng version " + major + " is not known, only 1");
    }
    blocks++;
    interfacesBeforeSection = allInterfaces.size();
    sectionInterfaces.clear();
  }

  /** The block's body, its closing length checked. */
  private ByteBuffer readBody(int declared, int bytesReadAlready) throws IOException {
    long length = declared & 0xFFFF_FFFFL;
    if (length < 12 || length % 4 != 0 || length > CaptureInput.PIECE_BYTES_MAX) {
      throw input.fault(blockAt + 4, impossible(length));
    }
    int rest = (int) length - bytesReadAlready;
    if (rest < 4) {
      throw input.fault(blockAt + 4, "a block of " + length + " bytes is too short for its type");
    }
    ByteBuffer body = input.read(rest, "a block of " + length + " bytes");
    checkClosing(body.getInt(rest - 4), declared);
    return body.limit(rest - 4);
  }

  private void readInterface(ByteBuffer body) throws IOException {
    int linkType = need(body, 8, "an interface description").getShort() & 0xFFFF;
    int snapLength = body.getInt(4);
    body.position(8);
    Options options = new Options();
    options.read(body);
    CaptureInterface about = new CaptureInterface(options.name, linkType, snapLength);
    allInterfaces.add(about);
    sectionInterfaces.add(new Source(about, new TimestampUnit(options.resolution, options.offset)));
  }

  private CapturedFrame readEnhanced(ByteBuffer body) throws IOException {
    int number = need(body, 20, "an enhanced packet block").getInt();
    return readStamped(body, number);
  }

  private CapturedFrame readObsolete(ByteBuffer body) throws IOException {
    int number = need(body, 20, "a packet block").getShort() & 0xFFFF;
    body.getShort();
    return readStamped(body, number);
  }

  private CapturedFrame readStamped(ByteBuffer body, int number) throws IOException {
    Source source = source(number);
    long high = body.getInt() & 0xFFFF_FFFFL;
    long stamp = high << 32 | body.getInt() & 0xFFFF_FFFFL;
    long kept = body.getInt() & 0xFFFF_FFFFL;
    int original = body.getInt();
    byte[] bytes = data(body, kept);
    skipPadding(body, bytes.length);
    Options options = new Options();
    options.read(body);
    long nanos = source.unit().toNanos(stamp);
    return new CapturedFrame(
        nanos,
        interfacesBeforeSection + number,
        Direction.ofFlags(options.flags),
        bytes,
        originalLength(original, bytes),
        List.copyOf(options.comments));
  }

  private CapturedFrame readSimple(ByteBuffer body) throws IOException {
    int original = need(body, 4, "a simple packet block").getInt();
    int snapLength = source(0).about().snapLength();
    long kept = Math.min(original & 0xFFFF_FFFFL, body.remaining());
    if (snapLength > 0) {
      kept = Math.min(kept, snapLength);
    }
    byte[] bytes = data(body, kept);
    return new CapturedFrame(
        0,
        interfacesBeforeSection,
        Direction.UNKNOWN,
        bytes,
        originalLength(original, bytes),
        List.of());
  }

  private Source source(int number) throws CaptureFormatException {
    if (number < 0 || number >= sectionInterfaces.size()) {
      throw input.fault(
          blockAt + 8,
          "a frame of interface "
              + Integer.toUnsignedLong(number)
              + ", but the section has described "
              + sectionInterfaces.size());
    }
    return sectionInterfaces.get(number);
  }

  private byte[] data(ByteBuffer body, long kept) throws CaptureFormatException {
    if (kept > body.remaining()) {
      throw input.fault(
          blockAt,
          "a frame of " + kept + " bytes in a block that has room for " + body.remaining());
    }
    byte[] bytes = new byte[(int) kept];
    body.get(bytes);
    return bytes;
  }

  private static int originalLength(int declared, byte[] bytes) {
    return declared < bytes.length ? bytes.length : declared;
  }

  private static void skipPadding(ByteBuffer body, int dataBytes) {
    body.position(Math.min(body.limit(), body.position() + (-dataBytes & 3)));
  }

  private ByteBuffer need(ByteBuffer body, int length, String what) throws CaptureFormatException {
    if (body.remaining() < length) {
      throw input.fault(blockAt, what + " needs " + length + " bytes, but has " + body.remaining());
    }
    return body;
  }

  @Override
  public long blocks() {
    return blocks;
  }

  @Override
  public SortedMap<Integer, Long> skippedBlocks() {
    return Collections.unmodifiableSortedMap(skipped);
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return List.copyOf(allInterfaces);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** The options of a block that this reader cares about; codes mean other things elsewhere. */
  private final class Options {
    private String name = "";
    private int resolution = TimestampUnit.MICROSECONDS;
    private long offset;
    private int flags;
    private final List<String> comments = new ArrayList<>();

    void read(ByteBuffer body) throws CaptureFormatException {
      while (body.remaining() >= 4) {
        int code = body.getShort() & 0xFFFF;
        int length = body.getShort() & 0xFFFF;
        if (code == PcapngWriter.OPTION_END) {
          return;
        }
        if (length > body.remaining()) {
          throw input.fault(
              blockAt, "an option of " + length + " bytes, but " + body.remaining() + " are left");
        }
        take(code, body.slice(body.position(), length).order(body.order()));
        body.position(body.position() + length);
        skipPadding(body, length);
      }
    }

    private void take(int code, ByteBuffer value) {
      switch (code) {
        case PcapngWriter.OPTION_COMMENT -> comments.add(text(value));
        case PcapngWriter.IF_NAME -> takeNameOrFlags(value);
        case PcapngWriter.IF_TIMESTAMP_RESOLUTION ->
            resolution = value.hasRemaining() ? value.get(0) & 0xFF : resolution;
        case IF_TIMESTAMP_OFFSET -> offset = value.remaining() == 8 ? value.getLong(0) : offset;
        default -> {
          // not needed
        }
      }
    }

    /** Code 2 is an interface's name and a packet's flags. */
    private void takeNameOrFlags(ByteBuffer value) {
      flags = value.remaining() == 4 ? value.getInt(0) : 0;
      name = text(value);
    }

    private static String text(ByteBuffer value) {
      return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }
  }
}
