package io.lvsim.report.chart;

import io.lvsim.report.story.Happening;
import io.lvsim.report.story.Story;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an instant lies on an axis of time, from 0 to 1. A lab is busy for milliseconds and idle
 * for minutes: where most of the time nothing happens, idle time is drawn short, and what happens
 * gets the room. Else the scale is even.
 */
public final class TimeScale {
  /** Nothing happening for so large a part of the run is a pause. */
  private static final int PAUSES_IN_RUN = 25;

  private static final double BUSY_ENOUGH = 0.1;
  private static final int BINS = 60;
  private static final int TICKS = 9;
  private static final double PAUSE_WEIGHT = 1.2;

  /**
   * A part of the axis.
   *
   * @param pause whether nothing happens in it
   */
  public record Part(long fromNanos, long untilNanos, double fromX, double untilX, boolean pause) {
    private double x(long nanos) {
      double share = (double) (nanos - fromNanos) / (untilNanos - fromNanos);
      return fromX + Math.clamp(share, 0, 1) * (untilX - fromX);
    }

    private double width() {
      return untilX - fromX;
    }
  }

  /** A span of time in which things are counted. */
  public record Bin(long fromNanos, long untilNanos) {}

  /**
   * A mark on the axis.
   *
   * @param first whether a part begins there, which matters more than what lies within
   */
  public record Tick(long atNanos, String label, boolean first) {}

  private final List<Part> parts;

  private TimeScale(List<Part> parts) {
    this.parts = parts;
  }

  /** The scale of a story. */
  public static TimeScale of(Story story) {
    List<Happening> happenings = story.happenings();
    long[] instants = new long[happenings.size()];
    for (int i = 0; i < instants.length; i++) {
      instants[i] = happenings.get(i).atNanos();
    }
    return of(instants, story.virtualNanos());
  }

  /**
   * A scale on which some instants are to be told apart.
   *
   * @param instants in order
   * @param untilNanos when the run ended
   */
  static TimeScale of(long[] instants, long untilNanos) {
    long end =
        Math.max(Math.max(untilNanos, 1), instants.length == 0 ? 0 : instants[instants.length - 1]);
    List<long[]> busy = busy(instants, end);
    long busyNanos = busy.stream().mapToLong(span -> span[1] - span[0]).sum();
    if (busy.size() < 2 || busyNanos > BUSY_ENOUGH * end) {
      return new TimeScale(List.of(new Part(0, end, 0, 1, false)));
    }
    return new TimeScale(parts(busy, end));
  }

  /** Spans without a pause: from, until, and how many instants are in each. */
  private static List<long[]> busy(long[] instants, long end) {
    long pause = end / PAUSES_IN_RUN;
    List<long[]> busy = new ArrayList<>();
    for (long at : instants) {
      if (busy.isEmpty() || at - busy.getLast()[1] > pause) {
        busy.add(new long[] {at, at, 0});
      }
      busy.getLast()[1] = at;
      busy.getLast()[2]++;
    }
    for (long[] span : busy) {
      span[1] += Math.max(1000, (span[1] - span[0]) / 25);
    }
    return busy;
  }

  private static List<Part> parts(List<long[]> busy, long end) {
    List<long[]> bounds = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    long at = 0;
    for (long[] span : busy) {
      if (span[0] > at) {
        bounds.add(new long[] {at, span[0], 1});
        weights.add(PAUSE_WEIGHT);
      }
      bounds.add(new long[] {span[0], Math.max(span[1], span[0] + 1), 0});
      weights.add(1 + Math.log(span[2]) / Math.log(2));
      at = span[1];
    }
    if (at < end) {
      bounds.add(new long[] {at, end, 1});
      weights.add(PAUSE_WEIGHT);
    }
    double total = weights.stream().mapToDouble(weight -> weight).sum();
    List<Part> parts = new ArrayList<>();
    double x = 0;
    for (int i = 0; i < bounds.size(); i++) {
      double next = x + weights.get(i) / total;
      long[] bound = bounds.get(i);
      parts.add(new Part(bound[0], bound[1], x, next, bound[2] == 1));
      x = next;
    }
    return parts;
  }

  /** The parts of the axis, from left to right. */
  public List<Part> parts() {
    return parts;
  }

  /** Whether idle time is drawn short. */
  public boolean isUneven() {
    return parts.size() > 1;
  }

  private Part partOf(long nanos) {
    for (Part part : parts) {
      if (nanos < part.untilNanos()) {
        return part;
      }
    }
    return parts.getLast();
  }

  /** Where an instant lies. */
  public double x(long nanos) {
    return partOf(nanos).x(nanos);
  }

  /** The span of time that an instant is counted in. */
  public Bin bin(long nanos) {
    Part part = partOf(nanos);
    long length = part.untilNanos() - part.fromNanos();
    long width = nice(length / Math.max(1, part.width() * BINS));
    long from = Math.floorDiv(nanos, width) * width;
    return new Bin(Math.max(from, part.fromNanos()), Math.min(from + width, part.untilNanos()));
  }

  /** Marks, more than there may be room for. */
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    long whole = parts.getLast().untilNanos();
    for (Part part : parts) {
      if (part.pause()) {
        continue;
      }
      long length = part.untilNanos() - part.fromNanos();
      long exact = length <= 1000 ? whole / 1000 : length / 20;
      ticks.add(new Tick(part.fromNanos(), label(part.fromNanos(), exact), true));
      long step = nice(length / Math.max(1, part.width() * TICKS));
      for (long at = part.fromNanos() / step * step + step; at < part.untilNanos(); at += step) {
        ticks.add(new Tick(at, label(at, step), false));
      }
    }
    return ticks;
  }

  /** Seconds with as many digits as it takes to tell apart what lies so far from each other. */
  private static String label(long nanos, long apart) {
    int digits = (int) Math.ceil(9 - Math.log10(Math.max(1, apart)));
    BigDecimal seconds =
        BigDecimal.valueOf(nanos, 9)
            .setScale(Math.clamp(digits, 0, 9), RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return (seconds.scale() < 0 ? seconds.setScale(0) : seconds).toPlainString();
  }

  /** The least of 1, 2 and 5 times a power of ten that is not less. */
  static long nice(double wanted) {
    for (long power = 1; ; power *= 10) {
      for (int factor : new int[] {1, 2, 5}) {
        if (power * factor >= wanted) {
          return power * factor;
        }
      }
    }
  }
}
