package io.lvsim.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng): one section, one Ethernet interface with nanosecond
 * stamps, one enhanced packet block a frame with its direction and comments. Little-endian; the
 * same frames give the same bytes.
 */
public final class PcapngWriter implements CaptureWriter {
  static final int SECTION_HEADER = 0x0A0D0D0A;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int INTERFACE_STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;
  static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

  static final int OPTION_END = 0;
  static final int OPTION_COMMENT = 1;
  static final int SHB_USER_APPLICATION = 4;
  static final int IF_NAME = 2;
  static final int IF_DESCRIPTION = 3;
  static final int IF_TIMESTAMP_RESOLUTION = 9;
  static final int EPB_FLAGS = 2;
  static final int ISB_START = 2;
  static final int ISB_END = 3;
  static final int ISB_RECEIVED = 4;
  static final int ISB_FILTER_ACCEPTED = 6;
  static final int ISB_OS_DROPPED = 7;
  static final int ISB_DELIVERED = 8;

  private static final byte[] NANOSECONDS = {9};

  /**
   * What an interface's capture says of itself: all counts are of frames that arrived.
   *
   * @param startNanos and {@code endNanos} when it began and ended, nanoseconds since 1970
   * @param received all that came
   * @param accepted those that were chosen
   * @param dropped chosen ones that there was no room for
   * @param delivered those that are in the file
   * @param comment one line in words
   */
  public record Statistics(
      long startNanos,
      long endNanos,
      long received,
      long accepted,
      long dropped,
      long delivered,
      String comment) {}

  private static final int OPTION_BYTES_MAX = 0xFFFF;
  private static final int EPB_BYTES_WITHOUT_DATA = 32;

  private final AsideFile file;

  /**
   * Begins a file.
   *
   * @param interfaceName such as {@code rs1.eth0}
   * @param description one line on the interface; empty for none
   */
  public PcapngWriter(Path path, String interfaceName, String description) throws IOException {
    file = new AsideFile(path);
    writeSectionHeader();
    writeInterface(interfaceName, description);
  }

  @Override
  public void write(long atNanos, Direction direction, byte[] frame, List<String> comments)
      throws IOException {
    byte[] comment = optionText(String.join("\n", comments));
    int length =
        EPB_BYTES_WITHOUT_DATA
            + padded(frame.length)
            + optionBytes(4)
            + optionBytes(comment.length)
            + 4;
    ByteBuffer block = begin(ENHANCED_PACKET, length);
    block.putInt(0);
    block.putInt((int) (atNanos >>> 32)).putInt((int) atNanos);
    block.putInt(frame.length).putInt(frame.length);
    putPadded(block, frame);
    putOption(block, EPB_FLAGS, flags(direction));
    if (comment.length > 0) {
      putOption(block, OPTION_COMMENT, comment);
    }
    endOptions(block);
    end(block);
  }

  /** Adds an interface statistics block; the last thing before the file is closed. */
  public void writeStatistics(Statistics statistics) throws IOException {
    byte[] comment = optionText(statistics.comment());
    int options = optionBytes(comment.length) + 6 * optionBytes(8) + 4;
    ByteBuffer block = begin(INTERFACE_STATISTICS, 20 + options + 4);
    block.putInt(0);
    block.putInt((int) (statistics.endNanos() >>> 32)).putInt((int) statistics.endNanos());
    putOption(block, OPTION_COMMENT, comment);
    putOption(block, ISB_START, stamp(statistics.startNanos()));
    putOption(block, ISB_END, stamp(statistics.endNanos()));
    putOption(block, ISB_RECEIVED, number(statistics.received()));
    putOption(block, ISB_FILTER_ACCEPTED, number(statistics.accepted()));
    putOption(block, ISB_OS_DROPPED, number(statistics.dropped()));
    putOption(block, ISB_DELIVERED, number(statistics.delivered()));
    endOptions(block);
    end(block);
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  /** The upper half comes first, as in a packet's block. */
  private static byte[] stamp(long nanos) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putInt((int) (nanos >>> 32)).putInt((int) nanos).array();
  }

  /** How many bytes the file has so far. */
  public long bytes() {
    return file.bytes();
  }

  @Override
  public void close() throws IOException {
    file.commit();
  }

  @Override
  public void discard() throws IOException {
    file.discard();
  }

  private void writeSectionHeader() throws IOException {
    byte[] application = optionText("lvsim");
    ByteBuffer block = begin(SECTION_HEADER, 28 + optionBytes(application.length) + 4);
    block.putInt(BYTE_ORDER_MAGIC);
    block.putShort((short) 1).putShort((short) 0);
    block.putLong(-1);
    putOption(block, SHB_USER_APPLICATION, application);
    endOptions(block);
    end(block);
  }

  private void writeInterface(String interfaceName, String description) throws IOException {
    byte[] name = optionText(interfaceName);
    byte[] about = optionText(description);
    int options = optionBytes(name.length) + optionBytes(about.length) + optionBytes(1) + 4;
    ByteBuffer block = begin(INTERFACE_DESCRIPTION, 20 + options);
    block.putShort((short) CaptureInterface.ETHERNET).putShort((short) 0);
    block.putInt(0);
    putOption(block, IF_NAME, name);
    if (about.length > 0) {
      putOption(block, IF_DESCRIPTION, about);
    }
    putOption(block, IF_TIMESTAMP_RESOLUTION, NANOSECONDS);
    endOptions(block);
    end(block);
  }

  private static ByteBuffer begin(int type, int lengthMax) {
    ByteBuffer block = ByteBuffer.allocate(lengthMax).order(ByteOrder.LITTLE_ENDIAN);
    return block.putInt(type).putInt(0);
  }

  /** Fills in both lengths and writes the block. */
  private void end(ByteBuffer block) throws IOException {
    int length = block.position() + 4;
    block.putInt(length).putInt(4, length);
    file.write(block);
  }

  private static byte[] flags(Direction direction) {
    return new byte[] {(byte) direction.ordinal(), 0, 0, 0};
  }

  private static void putOption(ByteBuffer block, int code, byte[] value) {
    block.putShort((short) code).putShort((short) value.length);
    putPadded(block, value);
  }

  private static void endOptions(ByteBuffer block) {
    block.putShort((short) OPTION_END).putShort((short) 0);
  }

  private static void putPadded(ByteBuffer block, byte[] bytes) {
    block.put(bytes);
    block.position(block.position() + padded(bytes.length) - bytes.length);
  }

  private static int padded(int bytes) {
    return bytes + 3 & ~3;
  }

  private static int optionBytes(int valueBytes) {
    return 4 + padded(valueBytes);
  }

  /** The text as UTF-8, cut between two characters where it is too long for an option. */
  private static byte[] optionText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= OPTION_BYTES_MAX) {
      return bytes;
    }
    int end = OPTION_BYTES_MAX;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return java.util.Arrays.copyOf(bytes, end);
  }
}
