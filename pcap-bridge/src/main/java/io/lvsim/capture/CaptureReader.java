package io.lvsim.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** The interfaces that the file has named so far; a frame's interface is among them. */
  List<CaptureInterface> interfaces();

  /** Opens a pcap or pcapng file, whichever it is. */
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
    CaptureInput input = new CaptureInput(in, source);
    byte[] magic = input.readUpTo(4);
    if (PcapReader.knows(magic)) {
      return new PcapReader(input, magic);
    }
    if (PcapngReader.knows(magic)) {
      return new PcapngReader(input);
    }
    throw input.fault(0, "neither a pcap nor a pcapng file begins like this");
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
