package io.lvsim.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes of time, and what is counted on them. */
class TimeScaleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aBusyRunHasAnEvenScale() {
    long[] instants = new long[1000];
    Arrays.setAll(instants, i -> i * SECOND / 100);
    TimeScale scale = TimeScale.of(instants, 10 * SECOND);
    assertThat(scale.isUneven()).isFalse();
    assertThat(scale.x(5 * SECOND)).isEqualTo(0.5);
  }

  @Test
  void pausesAreDrawnShort() {
    long[] instants = {0, 1_000_000, 2_000_000, 100 * SECOND, 100 * SECOND + 1_000_000};
    TimeScale scale = TimeScale.of(instants, 100 * SECOND + 1_000_000);
    assertThat(scale.isUneven()).isTrue();
    assertThat(scale.parts()).filteredOn(TimeScale.Part::pause).hasSize(1);
    assertThat(scale.x(1_000_000)).isGreaterThan(0.1);
    assertThat(scale.ticks()).extracting(TimeScale.Tick::label).contains("0", "100");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatHappensLaterLiesFurtherRight(long seed) {
    Random random = new Random(seed);
    long[] instants = new long[1 + random.nextInt(300)];
    long at = 0;
    for (int i = 0; i < instants.length; i++) {
      at += random.nextInt(10) == 0 ? random.nextLong(50 * SECOND) : random.nextLong(1_000_000);
      instants[i] = at;
    }
    TimeScale scale = TimeScale.of(instants, at + random.nextLong(SECOND));
    double before = 0;
    for (long instant : instants) {
      double x = scale.x(instant);
      assertThat(x).isBetween(before, 1.0);
      before = x;
      TimeScale.Bin bin = scale.bin(instant);
      assertThat(instant).isBetween(bin.fromNanos(), bin.untilNanos() - 1);
    }
    double end = 0;
    for (TimeScale.Part part : scale.parts()) {
      assertThat(part.fromX()).isEqualTo(end);
      end = part.untilX();
    }
    assertThat(end).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(scale.ticks()).hasSizeLessThan(400);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void levelsAreTheSumOfTheirChanges(long seed) {
    Random random = new Random(seed);
    long until = 60 * SECOND;
    Levels levels = new Levels(TimeScale.of(new long[] {0, until}, until));
    TreeMap<Long, Long> sums = new TreeMap<>();
    long level = 0;
    long at = 0;
    for (int i = 0; i < 40; i++) {
      at += random.nextInt(4) == 0 ? 0 : random.nextLong(SECOND);
      long by = level == 0 || random.nextBoolean() ? 1 : -1;
      level += by;
      levels.change("a", at, by);
      sums.put(at, level);
    }
    ChartData.Layer layer = levels.layer("a", ChartData.Meaning.PLAIN);
    assertThat(layer.atNanos()).containsExactly(sums.keySet().stream().mapToLong(l -> l).toArray());
    assertThat(layer.values()).containsExactly(sums.values().stream().mapToLong(l -> l).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void percentilesAreNearestRanks(long seed) {
    long[] values = new Random(seed).longs(1 + seed * 37, 0, 1000).sorted().toArray();
    for (int percentile : new int[] {1, 50, 90, 99, 100}) {
      long found = LatencySeries.percentile(values, percentile);
      long atMost = Arrays.stream(values).filter(v -> v <= found).count();
      long below = Arrays.stream(values).filter(v -> v < found).count();
      assertThat(atMost * 100).isGreaterThanOrEqualTo((long) percentile * values.length);
      assertThat(below * 100).isLessThan((long) percentile * values.length);
    }
  }
}
