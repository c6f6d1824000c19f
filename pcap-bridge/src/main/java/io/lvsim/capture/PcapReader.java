package io.lvsim.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the classic pcap format: both byte orders, microseconds and nanoseconds, the longer records
 * of Kuznetzov's patched libpcap, and the swapped lengths of versions before 2.3.
 */
final class PcapReader implements CaptureReader {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int KUZNETZOV_RECORD_HEADER = 24;
  private static final int MAGIC_KUZNETZOV = 0xA1B2CD34;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final CaptureInput input;
  private final int nanosPerUnit;
  private final int recordHeader;
  private final int minor;
  private final CaptureInterface onlyInterface;
  private long records;

  PcapReader(CaptureInput input, byte[] magic) throws IOException {
    this.input = input;
    int little = ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN).getInt();
    input.setOrder(isMagic(little) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int number = ByteBuffer.wrap(magic).order(input.order()).getInt();
    nanosPerUnit = number == PcapWriter.MAGIC_NANOSECONDS ? 1 : 1000;
    recordHeader = number == MAGIC_KUZNETZOV ? KUZNETZOV_RECORD_HEADER : RECORD_HEADER;
    ByteBuffer header = input.read(FILE_HEADER - 4, "the pcap file header");
    int major = header.getShort() & 0xFFFF;
    if (major != 2) {
      throw input.fault(4, "pcap version " + major + " is not known, only 2");
    }
    minor = header.getShort() & 0xFFFF;
    int snapLength = header.getInt(12);
    onlyInterface = new CaptureInterface("", header.getInt(16) & 0xFFFF, snapLength);
  }

  static boolean knows(byte[] magic) {
    return magic.length == 4
        && (isMagic(ByteBuffer.wrap(magic).getInt())
            || isMagic(ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN).getInt()));
  }

  private static boolean isMagic(int number) {
    return number == PcapWriter.MAGIC_MICROSECONDS
        || number == PcapWriter.MAGIC_NANOSECONDS
        || number == MAGIC_KUZNETZOV;
  }

  @Override
  public @Nullable CapturedFrame next() throws IOException {
    long at = input.offset();
    byte[] header = input.readUpTo(recordHeader);
    if (header.length == 0) {
      return null;
    }
    if (header.length < recordHeader) {
      throw input.fault(at, "the file ends inside a record header");
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(input.order());
    long seconds = fields.getInt() & 0xFFFF_FFFFL;
    long fraction = fields.getInt() & 0xFFFF_FFFFL;
    long kept = fields.getInt() & 0xFFFF_FFFFL;
    long original = fields.getInt() & 0xFFFF_FFFFL;
    if (minor < 3 || minor == 3 && kept > original) {
      long first = kept;
      kept = original;
      original = first;
    }
    if (kept > CaptureInput.PIECE_BYTES_MAX || original > Integer.MAX_VALUE) {
      throw input.fault(at + 8, "a frame of " + Math.max(kept, original) + " bytes cannot be");
    }
    byte[] bytes = input.read((int) kept, "the frame").array();
    records++;
    long nanos = seconds * NANOS_PER_SECOND + fraction * nanosPerUnit;
    int originalLength = (int) Math.max(kept, original);
    return new CapturedFrame(nanos, 0, Direction.UNKNOWN, bytes, originalLength, List.of());
  }

  @Override
  public long blocks() {
    return records;
  }

  @Override
  public SortedMap<Integer, Long> skippedBlocks() {
    return Collections.emptySortedMap();
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return List.of(onlyInterface);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
