package io.lvsim.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the classic pcap format (draft-ietf-opsawg-pcap) with nanosecond stamps, for readers that
 * do not know pcapng. It has room for neither directions nor comments. Little-endian.
 */
public final class PcapWriter implements CaptureWriter {
  static final int MAGIC_MICROSECONDS = 0xA1B2C3D4;
  static final int MAGIC_NANOSECONDS = 0xA1B23C4D;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SNAP_LENGTH = 262_144;

  private final AsideFile file;

  /** Begins a file. */
  public PcapWriter(Path path) throws IOException {
    file = new AsideFile(path);
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC_NANOSECONDS).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(SNAP_LENGTH).putInt(CaptureInterface.ETHERNET);
    file.write(header);
  }

  @Override
  public void write(long atNanos, Direction direction, byte[] frame, List<String> comments)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) (atNanos / NANOS_PER_SECOND)).putInt((int) (atNanos % NANOS_PER_SECOND));
    header.putInt(frame.length).putInt(frame.length);
    file.write(header);
    file.write(frame);
  }

  @Override
  public void close() throws IOException {
    file.commit();
  }

  @Override
  public void discard() throws IOException {
    file.discard();
  }
}
