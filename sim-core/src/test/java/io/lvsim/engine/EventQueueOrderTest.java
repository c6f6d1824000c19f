package io.lvsim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel against a sorted list, over seeded random additions, cancellations and steps. */
final class EventQueueOrderTest {
  private record Expected(long atNanos, int sequence, int id) {}

  private final List<Integer> fired = new ArrayList<>();
  private final List<Expected> reference = new ArrayList<>();
  private final EventQueue queue = new EventQueue(1);
  private long nowNanos;
  private int sequence;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void eventsComeInOrderOfTimeThenOfAddition(long seed) {
    Random random = Random.of(seed, "test");
    for (int round = 0; round < 20_000; round++) {
      switch (random.below(5)) {
        case 0, 1 -> add(random);
        case 2 -> cancel(random);
        default -> step(random);
      }
    }
    while (!reference.isEmpty()) {
      takeOne(Long.MAX_VALUE);
    }
    assertThat(queue.size()).isZero();
    assertThat(queue.take(Long.MAX_VALUE)).isEqualTo(-1);
  }

  private void add(Random random) {
    long delay = random.nextLong() >>> 1 + random.below(63);
    long at =
        random.below(4) == 0 || delay > Long.MAX_VALUE - nowNanos ? nowNanos : nowNanos + delay;
    int number = sequence++;
    int id = queue.add(at, (payload, n) -> fired.add((int) n), null, number);
    reference.add(new Expected(at, number, id));
    reference.sort(Comparator.comparingLong(Expected::atNanos).thenComparing(Expected::sequence));
  }

  private void cancel(Random random) {
    if (!reference.isEmpty()) {
      queue.cancel(reference.remove(random.below(reference.size())).id());
    }
  }

  private void step(Random random) {
    long limit = nowNanos + (random.nextLong() >>> 1 + random.below(63));
    if (limit >= nowNanos) {
      takeOne(limit);
    }
  }

  private void takeOne(long limitNanos) {
    assertThat(queue.firstTime())
        .isEqualTo(reference.isEmpty() ? Long.MAX_VALUE : reference.getFirst().atNanos());
    int id = queue.take(limitNanos);
    if (reference.isEmpty() || reference.getFirst().atNanos() > limitNanos) {
      assertThat(id).isEqualTo(-1);
      return;
    }
    Expected expected = reference.removeFirst();
    assertThat(id).isEqualTo(expected.id());
    assertThat(queue.timeOf(id)).isEqualTo(expected.atNanos());
    nowNanos = expected.atNanos();
    queue.fire(id);
    assertThat(fired.getLast()).isEqualTo(expected.sequence());
    assertThat(queue.size()).isEqualTo(reference.size());
  }
}
