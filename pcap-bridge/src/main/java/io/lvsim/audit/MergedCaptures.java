package io.lvsim.audit;

import io.lvsim.capture.CaptureFormatException;
import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The frames of several captures in the order of time. One frame a file is in memory. */
final class MergedCaptures implements Closeable {
  private final List<Source> sources = new ArrayList<>();
  private final PriorityQueue<Source> ready =
      new PriorityQueue<>(
          Comparator.comparingLong((Source s) -> s.head().atNanos())
              .thenComparingInt(s -> s.index));
  private int places;

  /**
   * Opens them all.
   *
   * @throws CaptureFormatException if one is no capture file at all
   */
  MergedCaptures(List<Path> files) throws IOException {
    try {
      for (Path file : files) {
        Source source = new Source(file, sources.size());
        sources.add(source);
        source.advance();
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** The next frame; null at the end of all. */
  @Nullable SeenFrame next() throws IOException {
    Source source = ready.poll();
    if (source == null) {
      return null;
    }
    SeenFrame frame = source.head();
    source.advance();
    return frame;
  }

  List<CaptureSummary> summaries() {
    List<CaptureSummary> all = new ArrayList<>();
    sources.forEach(s -> all.add(new CaptureSummary(s.name, s.number, s.problem)));
    return all;
  }

  @Override
  public void close() throws IOException {
    for (Source source : sources) {
      source.reader.close();
    }
  }

  /** One file, read up to a frame that waits for its turn. */
  private final class Source {
    private final CaptureReader reader;
    private final String name;
    private final int index;
    private final List<Integer> placeOf = new ArrayList<>();
    private @Nullable SeenFrame head;
    private @Nullable String problem;
    private long number;

    Source(Path file, int index) throws IOException {
      name = file.toString();
      reader = CaptureReader.open(file);
      this.index = index;
    }

    SeenFrame head() {
      if (head == null) {
        throw new IllegalStateException("at the end of " + name);
      }
      return head;
    }

    void advance() throws IOException {
      try {
        CapturedFrame frame = reader.next();
        head = frame == null ? null : seen(frame);
      } catch (CaptureFormatException e) {
        head = null;
        problem = String.valueOf(e.getMessage());
      }
      if (head != null) {
        ready.add(this);
      }
    }

    private SeenFrame seen(CapturedFrame frame) {
      number++;
      int interfaceNumber = frame.interfaceNumber();
      while (placeOf.size() <= interfaceNumber) {
        placeOf.add(places++);
      }
      int linkType = reader.interfaces().get(interfaceNumber).linkType();
      return new SeenFrame(
          name, number, frame.atNanos(), placeOf.get(interfaceNumber), linkType, frame.bytes());
    }
  }
}
