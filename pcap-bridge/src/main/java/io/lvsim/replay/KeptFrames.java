package io.lvsim.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Frames that are in memory: few enough, or made by a test. */
public final class KeptFrames implements ReplayFrames {
  private final byte[][] frames;
  private final long[] times;
  private final long[] numbers;
  private final ReplaySummary summary;

  private KeptFrames(byte[][] frames, long[] times, long[] numbers, ReplaySummary summary) {
    this.frames = frames;
    this.times = times;
    this.numbers = numbers;
    this.summary = summary;
  }

  /**
   * Frames with their times.
   *
   * @param at of each in nanoseconds, from any instant on; where one is before the one before it,
   *     they come together
   */
  public static KeptFrames of(List<byte[]> frames, List<Long> at) {
    long[] times = new long[frames.size()];
    long[] numbers = new long[frames.size()];
    ReplaySummary.Counter counter = new ReplaySummary.Counter();
    long latest = 0;
    for (int i = 0; i < times.length; i++) {
      latest = Math.max(latest, at.get(i) - at.getFirst());
      times[i] = latest;
      numbers[i] = i + 1L;
      counter.add(frames.get(i), latest);
    }
    return new KeptFrames(frames.toArray(byte[][]::new), times, numbers, counter.sum());
  }

  /** Reads others into memory. */
  static KeptFrames of(ReplayFrames others) throws IOException {
    int count = Math.toIntExact(others.summary().count());
    byte[][] frames = new byte[count][];
    long[] times = new long[count];
    long[] numbers = new long[count];
    try (ReplayCursor cursor = others.open()) {
      for (int i = 0; i < count && cursor.next(); i++) {
        frames[i] = cursor.frame();
        times[i] = cursor.atNanos();
        numbers[i] = cursor.number();
      }
    }
    return new KeptFrames(frames, times, numbers, others.summary());
  }

  @Override
  public ReplaySummary summary() {
    return summary;
  }

  /** How many there are. */
  public int count() {
    return frames.length;
  }

  /** One of them, from 0; not to be changed. */
  public byte[] frame(int index) {
    return frames[index];
  }

  /** When it comes, in nanoseconds after the first. */
  public long atNanos(int index) {
    return times[index];
  }

  @Override
  public boolean isInMemory() {
    return true;
  }

  @Override
  public ReplayCursor open() {
    return new Cursor();
  }

  @Override
  public ReplayFrames fitting(int mtu) {
    if (summary.neededMtu() <= mtu) {
      return this;
    }
    ReplaySummary.Counter counter = new ReplaySummary.Counter();
    summary.skipped().forEach((why, many) -> counter.skip(why, many));
    List<Integer> fit = new ArrayList<>();
    for (int i = 0; i < frames.length; i++) {
      if (FrameParts.neededMtu(frames[i]) <= mtu) {
        counter.add(frames[i], times[i] - times[fit.isEmpty() ? i : fit.getFirst()]);
        fit.add(i);
      } else {
        counter.skip(Skip.TOO_LONG, 1);
      }
    }
    long first = fit.isEmpty() ? 0 : times[fit.getFirst()];
    return new KeptFrames(
        fit.stream().map(i -> frames[i]).toArray(byte[][]::new),
        fit.stream().mapToLong(i -> times[i] - first).toArray(),
        fit.stream().mapToLong(i -> numbers[i]).toArray(),
        counter.sum());
  }

  /** A place in the arrays. */
  private final class Cursor implements ReplayCursor {
    private int at = -1;

    @Override
    public boolean next() {
      return ++at < frames.length;
    }

    @Override
    public byte[] frame() {
      return frames[at];
    }

    @Override
    public long atNanos() {
      return times[at];
    }

    @Override
    public long number() {
      return numbers[at];
    }

    @Override
    public void rewind() {
      at = -1;
    }

    @Override
    public void close() {}
  }
}
