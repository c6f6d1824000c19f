package io.lvsim.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds frames that came against those that were expected, both told in the order of their times.
 * Two belong together if they are the same packet and their times are not too far apart; of several
 * copies the first goes with the first. Only what may still find its partner is in memory.
 */
public final class Alignment {
  /** Beyond so many that wait the oldest waits no longer. */
  private static final int WAITING_MAX = 50_000;

  private final long withinNanos;
  private final Set<SightedField> ignored;
  private final List<String> places;
  private final Consumer<Mismatch> told;
  private final Map<Sighting.Key, ArrayDeque<Sighting>> expected = new LinkedHashMap<>();
  private final Map<Sighting.Key, ArrayDeque<Sighting>> observed = new LinkedHashMap<>();
  private final ArrayDeque<Sighting> waiting = new ArrayDeque<>();
  private final Map<Sighting.Key, Long> origins = new LinkedHashMap<>();
  private final ArrayDeque<Origin> sent = new ArrayDeque<>();
  private final StrayFrames strays;
  private final TimingErrors deviations = new TimingErrors();
  private long agreeing;

  /**
   * @param withinNanos how far apart the times may be
   * @param ignored what need not be equal
   * @param places the watched interfaces' names
   * @param told is told each mismatch
   */
  public Alignment(
      long withinNanos, Set<SightedField> ignored, List<String> places, Consumer<Mismatch> told) {
    this.withinNanos = withinNanos;
    this.ignored = ignored;
    this.places = List.copyOf(places);
    this.told = told;
    strays = new StrayFrames(withinNanos);
  }

  /** A packet that was sent. */
  private record Origin(Sighting.Key key, long atNanos) {}

  /** A frame of the capture is sent: what comes of it is told with its number. */
  void sent(Sighting frame, long number) {
    advance(frame.atNanos());
    origins.put(frame.key(), number);
    sent.add(new Origin(frame.key(), frame.atNanos()));
    while (sent.size() > WAITING_MAX
        || sent.getFirst().atNanos() < frame.atNanos() - 4 * withinNanos) {
      origins.remove(sent.removeFirst().key());
    }
  }

  /** A frame is expected. */
  void expected(Sighting frame) {
    meet(frame, observed, expected);
  }

  /** A frame came. */
  void observed(Sighting frame) {
    meet(frame, expected, observed);
  }

  /**
   * A frame came by another interface than the one that stands for its destination: flooded, unless
   * what was expected comes nowhere else.
   */
  void strayed(Sighting frame) {
    advance(frame.atNanos());
    strays.add(frame);
  }

  private void meet(
      Sighting frame,
      Map<Sighting.Key, ArrayDeque<Sighting>> others,
      Map<Sighting.Key, ArrayDeque<Sighting>> own) {
    advance(frame.atNanos());
    Sighting partner = first(others, frame.key());
    if (partner == null) {
      own.computeIfAbsent(frame.key(), k -> new ArrayDeque<>(2)).add(frame);
      waiting.add(frame);
    } else if (own == observed) {
      compare(partner, frame);
    } else {
      compare(frame, partner);
    }
  }

  private static @Nullable Sighting first(
      Map<Sighting.Key, ArrayDeque<Sighting>> all, Sighting.Key key) {
    ArrayDeque<Sighting> same = all.get(key);
    if (same == null) {
      return null;
    }
    Sighting first = same.removeFirst();
    if (same.isEmpty()) {
      all.remove(key);
    }
    return first;
  }

  private void compare(Sighting expectation, Sighting seen) {
    deviations.record(Math.abs(seen.atNanos() - expectation.atNanos()));
    List<String> differences = new ArrayList<>();
    if (expectation.place() != seen.place()) {
      differences.add(difference("interface", place(expectation), place(seen)));
    }
    for (SightedField field : SightedField.of(expectation.kinship())) {
      String should = field.in(expectation);
      String is = field.in(seen);
      if (!should.equals(is) && !ignored.contains(field)) {
        differences.add(difference(field.words(), should, is));
      }
    }
    if (differences.isEmpty()) {
      agreeing++;
    } else {
      tell(Mismatch.Kind.DIFFERS, expectation, seen, String.join("; ", differences));
    }
  }

  private static String difference(String what, String should, String is) {
    return what + " " + is + ", expected " + should;
  }

  private String place(Sighting frame) {
    return places.get(frame.place());
  }

  private void tell(
      Mismatch.Kind kind, @Nullable Sighting expectation, @Nullable Sighting seen, String detail) {
    Sighting shown = seen == null ? expectation : seen;
    if (shown == null) {
      return;
    }
    long captured = origins.getOrDefault(shown.key(), 0L);
    told.accept(
        new Mismatch(
            kind,
            captured,
            shown.atNanos(),
            expectation == null ? 0 : expectation.number(),
            seen == null ? 0 : seen.number(),
            shown.text(),
            detail));
  }

  /** What waited for its partner until an instant, and in vain, is told. */
  private void advance(long nowNanos) {
    Iterator<Sighting> oldest = waiting.iterator();
    while (oldest.hasNext()) {
      Sighting frame = oldest.next();
      boolean over = frame.atNanos() < nowNanos - withinNanos || waiting.size() > WAITING_MAX;
      if (!over) {
        return;
      }
      oldest.remove();
      giveUp(frame);
    }
  }

  private void giveUp(Sighting frame) {
    if (isFirst(expected, frame)) {
      Sighting stray = strays.claim(frame);
      if (stray == null) {
        tell(
            Mismatch.Kind.MISSING,
            frame,
            null,
            "expected on " + place(frame) + " to " + SightedField.DESTINATION_MAC.in(frame));
      } else {
        compare(frame, stray);
      }
    } else if (isFirst(observed, frame)) {
      tell(
          Mismatch.Kind.UNEXPECTED,
          null,
          frame,
          "came on " + place(frame) + " to " + SightedField.DESTINATION_MAC.in(frame));
    }
  }

  /** Whether a frame still waits, of which others of the same packet only came later. */
  private static boolean isFirst(Map<Sighting.Key, ArrayDeque<Sighting>> all, Sighting frame) {
    ArrayDeque<Sighting> same = all.get(frame.key());
    if (same == null || same.getFirst() != frame) {
      return false;
    }
    return first(all, frame.key()) == frame;
  }

  /** Nothing follows: what still waits is told. */
  void end() {
    advance(Long.MAX_VALUE);
  }

  /** How many frames came as expected. */
  public long agreeing() {
    return agreeing;
  }

  /** How many came by another interface as well, as copies that a switch flooded. */
  public long flooded() {
    return strays.unclaimed();
  }

  /** How far from the expected time those frames came that found their partner. */
  public TimingErrors deviations() {
    return deviations;
  }
}
