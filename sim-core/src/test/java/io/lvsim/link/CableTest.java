package io.lvsim.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CableTest {
  private final Simulation simulation = new Simulation(7);
  private final Trace trace = new Trace(simulation);
  private final Port left = new Port("a", "eth0", trace);
  private final Port right = new Port("b", "eth0", trace);
  private final List<Long> arrivals = new ArrayList<>();
  private final List<byte[]> frames = new ArrayList<>();
  private final List<Boolean> carriers = new ArrayList<>();
  private final Cable cable = new Cable(simulation, trace, left, right);

  CableTest() {
    right.onReceive(
        new FrameReceiver() {
          @Override
          public void receive(byte[] frame) {
            arrivals.add(simulation.now());
            frames.add(frame);
          }

          @Override
          public void carrierChanged(boolean up) {
            carriers.add(up);
          }
        });
    carriers.clear();
  }

  @Test
  void aFrameTakesItsSerializationAndTheDelay() {
    cable.setRateBitsPerSecond(100_000_000);
    cable.setDelayNanos(Nanos.micros(50));
    left.send(new byte[60]);
    simulation.runFor(Nanos.PER_SECOND);
    long serialization = (60 + 24) * 8 * 10;
    assertThat(arrivals).containsExactly(serialization + Nanos.micros(50));
  }

  @Test
  void framesKeepTheirOrderAndDistance() {
    cable.setRateBitsPerSecond(100_000_000);
    cable.setDelayNanos(0);
    byte[] first = new byte[60];
    byte[] second = new byte[1000];
    left.send(first);
    left.send(second);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(frames).containsExactly(first, second);
    assertThat(arrivals).containsExactly(6_720L, 6_720L + 1024 * 80);
  }

  @Test
  void bothDirectionsAreIndependent() {
    cable.setRateBitsPerSecond(1_000_000);
    List<Long> back = new ArrayList<>();
    left.onReceive(frame -> back.add(simulation.now()));
    left.send(new byte[1500]);
    right.send(new byte[60]);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(back.get(0)).isLessThan(arrivals.get(0));
  }

  @Test
  void withoutARateFramesOnlyTakeTheDelay() {
    cable.setRateBitsPerSecond(0);
    left.send(new byte[1500]);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(arrivals).containsExactly(Cable.DEFAULT_DELAY_NANOS);
  }

  @Test
  void aFullQueueDropsAndSaysSo() {
    List<String> told = new ArrayList<>();
    trace.add(
        new TraceListener() {
          @Override
          public void decided(
              long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
            told.add(node + ": " + decision.reason());
          }
        });
    cable.setQueueFrames(3);
    for (int i = 0; i < 5; i++) {
      left.send(new byte[60]);
    }
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(frames).hasSize(3);
    assertThat(told)
        .containsOnly("a: lost the frame on a.eth0-b.eth0: its queue of 3 frames is full");
    left.send(new byte[60]);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(frames).hasSize(4);
  }

  @Test
  void lossIsARandomShareAndTheSameInEveryRun() {
    assertThat(survivors(0.3)).isBetween(6_800, 7_200).isEqualTo(survivors(0.3));
    assertThat(survivors(0)).isEqualTo(10_000);
    assertThat(survivors(1)).isZero();
  }

  private static int survivors(double loss) {
    Simulation simulation = new Simulation(3);
    Trace trace = new Trace(simulation);
    Port from = new Port("a", "eth0", trace);
    Port to = new Port("b", "eth0", trace);
    int[] count = new int[1];
    to.onReceive(frame -> count[0]++);
    Cable cable = new Cable(simulation, trace, from, to);
    cable.setLoss(loss);
    for (int i = 0; i < 10_000; i++) {
      from.send(new byte[60]);
      simulation.runFor(Nanos.PER_MILLI);
    }
    return count[0];
  }

  @Test
  void pullingItLosesWhatIsUnderWayAndTheCarrier() {
    left.send(new byte[60]);
    cable.setUp(false);
    assertThat(carriers).containsExactly(false);
    left.send(new byte[60]);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(frames).isEmpty();
    cable.setUp(true);
    assertThat(carriers).containsExactly(false, true);
    left.send(new byte[60]);
    simulation.runFor(Nanos.PER_SECOND);
    assertThat(frames).hasSize(1);
  }

  @Test
  void aPortThatIsSwitchedOffTakesTheOtherEndsCarrier() {
    left.setEnabled(false);
    assertThat(carriers).containsExactly(false);
    assertThat(right.carrier()).isFalse();
    left.setEnabled(true);
    assertThat(carriers).containsExactly(false, true);
  }

  @Test
  void tapsSeeBothDirections() {
    List<String> seen = new ArrayList<>();
    Tap tap = (outgoing, frame) -> seen.add((outgoing ? "out " : "in ") + frame.length);
    right.addTap(tap);
    left.send(new byte[61]);
    simulation.runFor(Nanos.PER_SECOND);
    right.send(new byte[62]);
    right.removeTap(tap);
    right.send(new byte[63]);
    assertThat(seen).containsExactly("in 61", "out 62");
  }
}
