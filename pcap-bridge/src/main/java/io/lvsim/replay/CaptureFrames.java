package io.lvsim.replay;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a capture file, read once to count them, and again each time they are played. One
 * frame at a time is in memory.
 */
public final class CaptureFrames implements ReplayFrames {
  /** What an array costs beside its bytes. */
  private static final int ARRAY_BYTES = 40;

  private final Path file;
  private final ReplaySelection selection;
  private final int mtu;
  private final ReplaySummary summary;

  private CaptureFrames(Path file, ReplaySelection selection, int mtu) throws IOException {
    this.file = file;
    this.selection = selection;
    this.mtu = mtu;
    ReplaySummary.Counter counter = new ReplaySummary.Counter();
    try (Cursor cursor = new Cursor(counter)) {
      while (cursor.next()) {
        counter.add(cursor.frame(), cursor.atNanos());
      }
    }
    summary = counter.sum();
  }

  /**
   * Reads a capture to its end.
   *
   * @throws io.lvsim.capture.CaptureFormatException if it is damaged
   */
  public static CaptureFrames of(Path file, ReplaySelection selection) throws IOException {
    return new CaptureFrames(file, selection, Integer.MAX_VALUE);
  }

  /** The same frames in memory, if they need no more of it than so many bytes. */
  public ReplayFrames keptWithin(long bytes) throws IOException {
    boolean few = summary.bytes() + summary.count() * ARRAY_BYTES <= bytes;
    return few ? KeptFrames.of(this) : this;
  }

  @Override
  public ReplaySummary summary() {
    return summary;
  }

  @Override
  public boolean isInMemory() {
    return false;
  }

  @Override
  public ReplayCursor open() throws IOException {
    return new Cursor(null);
  }

  @Override
  public ReplayFrames fitting(int newMtu) throws IOException {
    return summary.neededMtu() <= newMtu ? this : new CaptureFrames(file, selection, newMtu);
  }

  /** A place in the file. */
  private final class Cursor implements ReplayCursor {
    private final ReplaySummary.@Nullable Counter counter;
    private final FrameMapping mapping = new FrameMapping(selection.map());
    private CaptureReader reader;
    private byte[] frame = {};
    private long number;
    private long firstNanos;
    private long latest;
    private boolean begun;

    Cursor(ReplaySummary.@Nullable Counter counter) throws IOException {
      this.counter = counter;
      reader = CaptureReader.open(file);
    }

    @Override
    public boolean next() throws IOException {
      for (CapturedFrame f = reader.next(); f != null; f = reader.next()) {
        number++;
        Skip why = reasonToSkip(f);
        if (why == null) {
          take(f);
          return true;
        }
        if (counter != null) {
          counter.skip(why, 1);
        }
      }
      return false;
    }

    private @Nullable Skip reasonToSkip(CapturedFrame captured) {
      Skip why = selection.reasonToSkip(captured, reader.interfaces());
      boolean tooLong = why == null && FrameParts.neededMtu(captured.bytes()) > mtu;
      return tooLong ? Skip.TOO_LONG : why;
    }

    private void take(CapturedFrame captured) {
      frame = selection.changed(captured, mapping);
      if (!begun) {
        begun = true;
        firstNanos = captured.atNanos();
      }
      latest = Math.max(latest, captured.atNanos() - firstNanos);
    }

    @Override
    public byte[] frame() {
      return frame;
    }

    @Override
    public long atNanos() {
      return latest;
    }

    @Override
    public long number() {
      return number;
    }

    @Override
    public void rewind() throws IOException {
      reader.close();
      reader = CaptureReader.open(file);
      number = 0;
      latest = 0;
      begun = false;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
