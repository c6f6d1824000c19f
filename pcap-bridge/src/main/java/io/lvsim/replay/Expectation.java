package io.lvsim.replay;

import io.lvsim.capture.CaptureReader;
import io.lvsim.capture.CapturedFrame;
import io.lvsim.wire.Ethernet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was sent, what was expected and what came, in the order of time, into an {@link
 * Alignment}. None of them is ever in memory as a whole.
 */
public final class Expectation implements Closeable {
  /** The place of a MAC address whose port nobody watches. */
  public static final int NOWHERE = -1;

  /** The place of a MAC address that no port of the model has. */
  public static final int ANYWHERE = -2;

  private final CapturedEnds ends;
  private final Alignment alignment;
  private final LongPredicate isUnderTest;
  private final LongToIntFunction placeOf;
  private final FrameFeed sent;
  private final Predicted expected;
  private final List<Watched> watched = new ArrayList<>();
  private long unrelated;

  /**
   * @param isUnderTest whether a MAC address belongs to the machine under test
   * @param placeOf where frames to a MAC address are watched, {@link #NOWHERE} or {@link
   *     #ANYWHERE}; copies that come elsewhere were flooded
   * @param sent the frames, at their times; closed with this
   * @param prediction a capture of what the simulated machine sent, at times after its beginning,
   *     on interfaces as its comments say
   */
  public Expectation(
      CapturedEnds ends,
      Alignment alignment,
      LongPredicate isUnderTest,
      LongToIntFunction placeOf,
      FrameFeed sent,
      Path prediction)
      throws IOException {
    this.ends = ends;
    this.alignment = alignment;
    this.isUnderTest = isUnderTest;
    this.placeOf = placeOf;
    this.sent = sent;
    expected = new Predicted(prediction);
  }

  /**
   * Adds what came by an interface.
   *
   * @param place which one of the alignment's
   * @param startNanos when the replay began, in nanoseconds since 1970
   */
  public void add(Path capture, int place, long startNanos) throws IOException {
    watched.add(new Watched(capture, place, startNanos));
  }

  /** Aligns all of it. */
  public void align() throws IOException {
    boolean sending = sent.next();
    while (true) {
      Source next = earliest();
      if (sending && (next == null || sent.dueNanos() <= next.atNanos())) {
        noteSent();
        sending = sent.next();
      } else if (next != null) {
        next.tell();
        next.go();
      } else {
        alignment.end();
        return;
      }
    }
  }

  private void noteSent() {
    byte[] frame = java.util.Arrays.copyOf(sent.frame(), sent.length());
    if (ends.kinship(frame) == Kinship.FORWARDED) {
      alignment.sent(
          Sighting.of(sent.dueNanos(), 0, sent.number(), Kinship.FORWARDED, frame), sent.number());
    }
  }

  private @Nullable Source earliest() {
    Source earliest = expected.isOver() ? null : expected;
    for (Watched each : watched) {
      boolean sooner = earliest == null || each.atNanos() < earliest.atNanos();
      earliest = !each.isOver() && sooner ? each : earliest;
    }
    return earliest;
  }

  /** How many of the frames that came have nothing to do with the capture. */
  public long unrelated() {
    return unrelated;
  }

  @Override
  public void close() throws IOException {
    sent.close();
    expected.close();
    for (Watched each : watched) {
      each.close();
    }
  }

  /** A capture file, at one of its frames. */
  private abstract static class Source implements Closeable {
    private final CaptureReader reader;
    private final long startNanos;
    private @Nullable CapturedFrame frame;
    private long number;

    Source(Path file, long startNanos) throws IOException {
      this.startNanos = startNanos;
      reader = CaptureReader.open(file);
      go();
    }

    final void go() throws IOException {
      frame = reader.next();
      number++;
    }

    final boolean isOver() {
      return frame == null;
    }

    final long atNanos() {
      return frame == null ? Long.MAX_VALUE : frame.atNanos() - startNanos;
    }

    final void tell() {
      if (frame != null) {
        tell(frame, number);
      }
    }

    abstract void tell(CapturedFrame told, long itsNumber);

    @Override
    public final void close() throws IOException {
      reader.close();
    }
  }

  /** What was expected. */
  private final class Predicted extends Source {
    Predicted(Path file) throws IOException {
      super(file, 0);
    }

    @Override
    void tell(CapturedFrame told, long itsNumber) {
      Kinship kinship = ends.kinship(told.bytes());
      if (kinship != null) {
        int place = Integer.parseInt(told.comments().getFirst());
        alignment.expected(Sighting.of(atNanos(), place, itsNumber, kinship, told.bytes()));
      }
    }
  }

  /** What came by one interface. */
  private final class Watched extends Source {
    private final int place;

    Watched(Path file, int place, long startNanos) throws IOException {
      super(file, startNanos);
      this.place = place;
    }

    @Override
    void tell(CapturedFrame told, long itsNumber) {
      byte[] frame = told.bytes();
      Kinship kinship = frame.length < Ethernet.HEADER ? null : ends.kinship(frame);
      long from = kinship == null ? 0 : Ethernet.source(frame);
      boolean counts =
          kinship == Kinship.FORWARDED && !ends.isSender(from) || isUnderTest.test(from);
      if (kinship == null || !counts) {
        unrelated++;
        return;
      }
      Sighting sighting = Sighting.of(atNanos(), place, itsNumber, kinship, frame);
      if (isMeantForAnother(frame)) {
        alignment.strayed(sighting);
      } else {
        alignment.observed(sighting);
      }
    }

    private boolean isMeantForAnother(byte[] frame) {
      int meant = placeOf.applyAsInt(Ethernet.destination(frame));
      return meant != ANYWHERE && meant != place;
    }
  }
}
