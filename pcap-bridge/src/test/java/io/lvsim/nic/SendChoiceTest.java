package io.lvsim.nic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Frames are sent the way that takes less of late. */
class SendChoiceTest {
  private static final int FRAMES = 64;

  private final SendChoice choice = new SendChoice();

  /** How many of so many times frames go by a call each, where both ways take so long a frame. */
  private int timesEach(int times, long eachNanos, long togetherNanos) {
    int timesEach = 0;
    for (int i = 0; i < times; i++) {
      boolean each = choice.isEach(FRAMES);
      timesEach += each ? 1 : 0;
      choice.took(each, FRAMES, FRAMES * (each ? eachNanos : togetherNanos));
    }
    return timesEach;
  }

  @Test
  void theCheaperWayIsTakenAndTheOtherTriedNowAndThen() {
    assertThat(timesEach(12_800, 300, 1_000)).isBetween(12_600, 12_720);
    assertThat(timesEach(12_800, 1_000, 300)).isBetween(50, 8_000);
    assertThat(timesEach(12_800, 1_000, 300)).isBetween(90, 110);
    timesEach(12_800, 300, 1_000);
    assertThat(timesEach(12_800, 300, 1_000)).isBetween(12_690, 12_710);
  }

  @Test
  void onePauseOfTheProcessChangesNothing() {
    timesEach(12_800, 300, 400);
    choice.took(true, FRAMES, 1_000_000_000);
    assertThat(timesEach(1_280, 300, 400)).isGreaterThan(1_200);
  }

  @Test
  void fewFramesGoByACallEach() {
    timesEach(12_800, 1_000, 300);
    assertThat(choice.isEach(SendChoice.FEWEST - 1)).isTrue();
    assertThat(choice.isEach(FRAMES)).isFalse();
  }
}
