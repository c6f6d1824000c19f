package io.lvsim.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture file frame by frame. Whatever the bytes are, the answer is a frame, the end, or a
 * {@link CaptureFormatException} that says where the fault is.
 */
public interface CaptureReader extends Closeable {
  /**
   * The next frame; null at the end.
   *
   * @throws CaptureFormatException if the file is damaged or ends in the middle of something
   */
  @Nullable CapturedFrame next() throws IOException;

  /** How many blocks (pcap: records) have been read, those passed over included. */
  long blocks();

  /** How many blocks of each type have been passed over, since they hold no frame; pcap: none. */
  SortedMap<Integer, Long> skippedBlocks();

  /** The interfaces that the file has named so far; a frame's interface is among them. */
  List<CaptureInterface> interfaces();

  /** Opens a pcap or pcapng file, whichever it is, plain or packed with gzip or zstd. */
  static CaptureReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      return open(in, file.toString());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads from a stream, which closing the reader closes.
   *
   * @param source the stream's name in messages
   */
  static CaptureReader open(InputStream in, String source) throws IOException {
    PushbackInputStream raw = new PushbackInputStream(in, Packing.MAGIC_BYTES);
    byte[] first = raw.readNBytes(Packing.MAGIC_BYTES);
    raw.unread(first);
    Packing packing = Packing.of(first);
    CaptureInput input = new CaptureInput(unpack(packing, raw, source), source, packing);
    byte[] magic = input.readUpTo(4);
    if (PcapReader.knows(magic)) {
      return new PcapReader(input, magic);
    }
    if (PcapngReader.knows(magic)) {
      return new PcapngReader(input);
    }
    throw input.fault(0, "neither a pcap nor a pcapng file begins like this");
  }

  private static InputStream unpack(Packing packing, InputStream raw, String source)
      throws IOException {
    try {
      return packing.unpack(raw);
    } catch (EOFException | ZipException e) {
      String problem = "the " + packing.label() + " data does not begin as it should";
      throw new CaptureFormatException(source, 0, packing, problem);
    }
  }

  /** All frames of a file. */
  static List<CapturedFrame> readAll(Path file) throws IOException {
    List<CapturedFrame> frames = new ArrayList<>();
    try (CaptureReader reader = open(file)) {
      for (CapturedFrame f = reader.next(); f != null; f = reader.next()) {
        frames.add(f);
      }
    }
    return frames;
  }
}
