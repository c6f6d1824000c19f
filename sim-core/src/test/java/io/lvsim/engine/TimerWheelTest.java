package io.lvsim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.TimerWheel.CoarseTimer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
  private final Simulation simulation = new Simulation(1);
  private final TimerWheel wheel = new TimerWheel(simulation);
  private final List<String> fired = new ArrayList<>();

  private CoarseTimer timer(String name) {
    return wheel.timer(() -> fired.add(name + "@" + simulation.now() / Nanos.PER_MILLI));
  }

  @Test
  void ofOneSlotTheLastPutThereIsFirst() {
    CoarseTimer one = timer("one");
    CoarseTimer two = timer("two");
    CoarseTimer three = timer("three");
    one.start(Nanos.seconds(1));
    two.start(Nanos.seconds(1));
    three.start(Nanos.seconds(1));
    one.start(Nanos.seconds(1));
    two.stop();
    two.start(Nanos.seconds(1));
    simulation.runFor(Nanos.seconds(2));
    assertThat(fired).containsExactly("two@1040", "three@1040", "one@1040");
  }

  @Test
  void widerSlotsComeFirst() {
    timer("wide").start(Nanos.millis(5110));
    simulation.runUntil(Nanos.millis(5060));
    timer("narrow").start(Nanos.millis(50));
    simulation.runFor(Nanos.seconds(1));
    assertThat(fired).containsExactly("wide@5120", "narrow@5120");
  }

  @Test
  void aTimerThatIsStoppedOrMovedFiresOnceOrNotAtAll() {
    CoarseTimer moved = timer("moved");
    moved.start(Nanos.seconds(10));
    moved.start(0);
    CoarseTimer stopped = timer("stopped");
    stopped.start(Nanos.seconds(1));
    assertThat(stopped.running()).isTrue();
    stopped.stop();
    assertThat(stopped.running()).isFalse();
    simulation.runFor(Nanos.seconds(20));
    assertThat(fired).containsExactly("moved@10");
    assertThat(moved.running()).isFalse();
    assertThat(simulation.eventsPending()).isZero();
  }
}
