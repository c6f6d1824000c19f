package io.lvsim.report.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns numbers back into happenings. */
final class HappeningReader {
  private final long[] numbers;
  private final List<String> strings;
  private int next;
  private long nowNanos;

  HappeningReader(long[] numbers, List<String> strings) {
    this.numbers = numbers;
    this.strings = strings;
  }

  /**
   * All of them.
   *
   * @throws IllegalArgumentException if a number has no meaning
   * @throws IndexOutOfBoundsException if numbers or texts are missing
   */
  List<Happening> all() {
    List<Happening> all = new ArrayList<>();
    while (next < numbers.length) {
      HappeningCode code = HappeningCode.of(number());
      nowNanos += number();
      all.add(happening(code));
    }
    return all;
  }

  private Happening happening(HappeningCode code) {
    return switch (code) {
      case SENT -> new Happening.Sent(nowNanos, small(), text(), text());
      case ARRIVED -> new Happening.Arrived(nowNanos, small(), text(), text());
      case DECIDED -> new Happening.Decided(nowNanos, small(), text(), text(), text(), text());
      case CHANGED -> new Happening.Changed(nowNanos, text(), table(), text(), text());
      case GONE -> new Happening.Changed(nowNanos, text(), table(), text(), null);
      case TYPED -> new Happening.Typed(nowNanos, text(), text(), text());
      case SHOWN -> new Happening.Shown(nowNanos, text(), text());
      case STEP_BEGAN -> new Happening.StepBegan(nowNanos, small());
      case STEP_ENDED -> new Happening.StepEnded(nowNanos, small());
    };
  }

  private TableKind table() {
    return TableKind.valueOf(text().toUpperCase(Locale.ROOT));
  }

  private String text() {
    return strings.get(small());
  }

  private int small() {
    return Math.toIntExact(number());
  }

  private long number() {
    return numbers[next++];
  }
}
