package io.lvsim.report.story;

import java.util.ArrayList;
import java.util.List;

/** Turns numbers back into happenings. */
final class HappeningReader {
  private final long[] numbers;
  private final List<String> strings;
  private final int frames;
  private int next;
  private long nowNanos;

  /**
   * @param frames how many frames there are
   */
  HappeningReader(long[] numbers, List<String> strings, int frames) {
    this.numbers = numbers;
    this.strings = strings;
    this.frames = frames;
  }

  /**
   * All of them.
   *
   * @throws StoryFormatException if a number is missing or has no meaning; says which
   */
  List<Happening> all() throws StoryFormatException {
    List<Happening> all = new ArrayList<>();
    while (next < numbers.length) {
      HappeningCode code = code();
      nowNanos = later();
      all.add(happening(code));
    }
    return all;
  }

  private Happening happening(HappeningCode code) throws StoryFormatException {
    return switch (code) {
      case SENT -> new Happening.Sent(nowNanos, frame(1), text(), text());
      case ARRIVED -> new Happening.Arrived(nowNanos, frame(1), text(), text());
      case DECIDED -> new Happening.Decided(nowNanos, frame(0), text(), text(), text(), text());
      case CHANGED -> new Happening.Changed(nowNanos, text(), table(), text(), text());
      case GONE -> new Happening.Changed(nowNanos, text(), table(), text(), null);
      case TYPED -> new Happening.Typed(nowNanos, text(), text(), text());
      case SHOWN -> new Happening.Shown(nowNanos, text(), text());
      case STEP_BEGAN -> new Happening.StepBegan(nowNanos, upTo(Integer.MAX_VALUE, "a step"));
      case STEP_ENDED -> new Happening.StepEnded(nowNanos, upTo(Integer.MAX_VALUE, "a step"));
    };
  }

  private HappeningCode code() throws StoryFormatException {
    return HappeningCode.of(upTo(HappeningCode.values().length - 1, "a kind of event"));
  }

  private long later() throws StoryFormatException {
    long passed = number();
    if (passed < 0 || nowNanos + passed < 0) {
      throw wrong("a time that is not before the last");
    }
    return nowNanos + passed;
  }

  private int frame(int least) throws StoryFormatException {
    int frame = upTo(frames, "a frame");
    if (frame < least) {
      throw wrong("a frame");
    }
    return frame;
  }

  private TableKind table() throws StoryFormatException {
    String word = text();
    for (TableKind kind : TableKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw wrong("a kind of table");
  }

  private String text() throws StoryFormatException {
    return strings.get(upTo(strings.size() - 1, "a text"));
  }

  private int upTo(int most, String what) throws StoryFormatException {
    long number = number();
    if (number < 0 || number > most) {
      throw wrong(what);
    }
    return (int) number;
  }

  private long number() throws StoryFormatException {
    if (next == numbers.length) {
      throw new StoryFormatException("the last event is not whole");
    }
    return numbers[next++];
  }

  private StoryFormatException wrong(String what) {
    return new StoryFormatException(
        "number " + next + ": expected " + what + ", got " + numbers[next - 1]);
  }
}
