package io.lvsim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerTest {
  private final Simulation simulation = new Simulation(1);
  private final List<Long> rang = new ArrayList<>();
  private final Timer timer = new Timer(simulation, () -> rang.add(simulation.now()));

  @Test
  void ringsOnceAtItsTime() {
    timer.start(100);
    simulation.runFor(99);
    assertThat(rang).isEmpty();
    assertThat(timer.remainingNanos()).isEqualTo(1);
    simulation.runFor(1000);
    assertThat(rang).containsExactly(100L);
    assertThat(timer.running()).isFalse();
    assertThat(timer.remainingNanos()).isZero();
  }

  @Test
  void movedLaterItRingsLater() {
    timer.start(100);
    simulation.runFor(50);
    timer.start(100);
    simulation.runFor(1000);
    assertThat(rang).containsExactly(150L);
  }

  @Test
  void movingLaterCostsNoEvent() {
    timer.start(100);
    for (int i = 0; i < 1000; i++) {
      timer.start(200 + i);
    }
    assertThat(simulation.eventsPending()).isEqualTo(1);
    simulation.runFor(5000);
    assertThat(rang).containsExactly(1199L);
    assertThat(simulation.eventsFired()).isEqualTo(2);
  }

  @Test
  void movedEarlierItRingsEarlier() {
    timer.start(100);
    timer.start(10);
    simulation.runFor(1000);
    assertThat(rang).containsExactly(10L);
  }

  @Test
  void stoppedItIsSilentAndCanStartAgain() {
    timer.start(100);
    timer.stop();
    timer.stop();
    simulation.runFor(200);
    assertThat(rang).isEmpty();
    timer.start(5);
    simulation.runFor(10);
    assertThat(rang).containsExactly(205L);
  }

  @Test
  void itsActionMayStartItAgain() {
    Timer[] ticking = new Timer[1];
    ticking[0] =
        new Timer(
            simulation,
            () -> {
              rang.add(simulation.now());
              if (rang.size() < 3) {
                ticking[0].start(7);
              }
            });
    ticking[0].start(7);
    simulation.runFor(100);
    assertThat(rang).containsExactly(7L, 14L, 21L);
  }

  @Test
  void aDelayOfZeroRingsAtThisInstantBehindWhatIsDue() {
    List<String> order = new ArrayList<>();
    simulation.schedule(0, (_, _) -> order.add("first"));
    new Timer(simulation, () -> order.add("timer")).start(0);
    simulation.runFor(0);
    assertThat(order).containsExactly("first", "timer");
  }
}
