package io.lvsim.cli;

import io.lvsim.capture.CaptureWriter;
import io.lvsim.capture.Direction;
import io.lvsim.capture.LabCapture;
import io.lvsim.capture.PcapngWriter;
import io.lvsim.report.DecisionLog;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One capture and one file of decisions, which belong together. They are written aside and get
 * their names when they are whole.
 */
final class TraceFiles {
  private final Path directory;
  private final int number;
  private final Path capturePath;
  private final CountingWriter text;
  private final LongFunction<PcapngWriter.Statistics> statistics;

  final LabCapture capture;
  final DecisionLog decisions;
  private @Nullable Ending ending;

  /**
   * Begins them.
   *
   * @param number in their names, from 1
   * @param epochNanos the wall-clock time of the simulation's beginning, in nanoseconds since 1970
   * @param statistics what the capture says of itself at its end, by the number of frames in it
   *     that arrived
   */
  TraceFiles(
      Path directory,
      int number,
      String node,
      String port,
      long epochNanos,
      LongFunction<PcapngWriter.Statistics> statistics)
      throws IOException {
    this.directory = directory;
    this.number = number;
    this.statistics = statistics;
    capturePath = capturePath(directory, number, node, port);
    text = new CountingWriter(Files.newBufferedWriter(decisionsAside()));
    decisions = new DecisionLog(text);
    decisions.begin("live");
    capture = new LabCapture(epochNanos, node::equals, this::open);
    capture.begin(node, port);
  }

  private static Path capturePath(Path directory, int number, String node, String port) {
    return directory.resolve(FileName.of(node + "." + port) + ".%04d.pcapng".formatted(number));
  }

  private static Path decisionsPath(Path directory, int number) {
    return directory.resolve("decisions.%04d.jsonl".formatted(number));
  }

  private Path decisionsAside() {
    return directory.resolve("." + decisionsPath(directory, number).getFileName() + ".part");
  }

  /** Whether files of this number are there already. */
  static boolean exist(Path directory, int number, String node, String port) {
    return Files.exists(capturePath(directory, number, node, port))
        || Files.exists(decisionsPath(directory, number));
  }

  /** What passes another port than the NIC's, such as lo's, stays out of the capture. */
  private CaptureWriter open(String node, String port) throws IOException {
    if (ending != null) {
      return new Nowhere();
    }
    Ending made =
        new Ending(new PcapngWriter(capturePath, node + "." + port, port + " of " + node));
    ending = made;
    return made;
  }

  private Ending ending() {
    return Objects.requireNonNull(ending);
  }

  /** How large the larger of the two is. */
  long bytes() {
    return Math.max(ending().writer.bytes(), text.characters);
  }

  /** Frames in the capture. */
  long frames() {
    return ending().inbound + ending().outbound;
  }

  /** Ends both, and gives them their names. */
  void close() throws IOException {
    capture.close();
    decisions.close();
    Files.move(
        decisionsAside(),
        decisionsPath(directory, number),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives both up. */
  void discard() {
    try {
      capture.discard();
      Files.deleteIfExists(decisionsAside());
      text.close();
    } catch (IOException | UncheckedIOException e) {
      return; // the disk is full, or gone: that is why they are given up
    }
  }

  /** Takes both away after they were closed. */
  void delete() throws IOException {
    Files.deleteIfExists(capturePath);
    Files.deleteIfExists(decisionsPath(directory, number));
  }

  /** Adds to the capture, before it ends, what it says of itself. */
  private final class Ending implements CaptureWriter {
    private final PcapngWriter writer;
    private long inbound;
    private long outbound;

    Ending(PcapngWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(long atNanos, Direction direction, byte[] frame, List<String> comments)
        throws IOException {
      writer.write(atNanos, direction, frame, comments);
      if (direction == Direction.INBOUND) {
        inbound++;
      } else {
        outbound++;
      }
    }

    @Override
    public void close() throws IOException {
      writer.writeStatistics(statistics.apply(inbound));
      writer.close();
    }

    @Override
    public void discard() throws IOException {
      writer.discard();
    }
  }

  private static final class Nowhere implements CaptureWriter {
    @Override
    public void write(long atNanos, Direction direction, byte[] frame, List<String> comments) {}

    @Override
    public void close() {}

    @Override
    public void discard() {}
  }

  /** Counts, and lets no failure be wrapped by who writes. */
  private static final class CountingWriter extends FilterWriter {
    private long characters;

    CountingWriter(Writer to) {
      super(to);
    }

    @Override
    public void write(char[] buffer, int at, int length) {
      try {
        out.write(buffer, at, length);
        characters += length;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
