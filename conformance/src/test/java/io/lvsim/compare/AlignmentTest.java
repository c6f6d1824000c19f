package io.lvsim.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  @Test
  void pairsWhatAgreesAndLeavesWhatDoesNot() {
    assertThat(Alignment.of(List.of("a", "b", "c"), List.of("a", "x", "c"), String::equals))
        .containsExactly(
            new Alignment.Pair<>("a", "a", true),
            new Alignment.Pair<>("b", "x", false),
            new Alignment.Pair<>("c", "c", true));
  }

  @Test
  void oneThatIsMissingIsAloneInItsPair() {
    assertThat(Alignment.of(List.of("a", "b", "c"), List.of("a", "c"), String::equals))
        .containsExactly(
            new Alignment.Pair<>("a", "a", true),
            new Alignment.Pair<>("b", null, false),
            new Alignment.Pair<>("c", "c", true));
  }

  /** Nothing is lost, nothing is added, and order is kept, whatever the sequences. */
  @Test
  void keepsEverythingInItsOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Integer> ours = draw(random);
      List<Integer> theirs = draw(random);
      var pairs = Alignment.of(ours, theirs, Integer::equals);
      List<Integer> left = new ArrayList<>();
      List<Integer> right = new ArrayList<>();
      pairs.forEach(pair -> {
        assertThat(pair.agree())
            .isEqualTo(pair.ours() != null && pair.ours().equals(pair.theirs()));
        if (pair.ours() != null) {
          left.add(pair.ours());
        }
        if (pair.theirs() != null) {
          right.add(pair.theirs());
        }
      });
      assertThat(left).isEqualTo(ours);
      assertThat(right).isEqualTo(theirs);
    }
  }

  private static List<Integer> draw(Random random) {
    return random.ints(random.nextInt(12), 0, 4).boxed().toList();
  }
}
