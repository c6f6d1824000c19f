package io.lvsim.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.scenario.Expectation.Kind;
import io.lvsim.scenario.Expectation.Line;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static List<ComparedLine> compare(String expected, String got) {
    List<Line> lines =
        expected.isEmpty()
            ? List.of()
            : Stream.of(expected.split(" "))
                .map(text -> new Line(text, Kind.EXACT, text::equals))
                .toList();
    return Comparison.of(lines, got.isEmpty() ? List.of() : List.of(got.split(" ")));
  }

  private static ComparedLine same(String text) {
    return new ComparedLine(text, text, true);
  }

  @Test
  void nothingWithNothing() {
    assertThat(compare("", "")).isEmpty();
  }

  @Test
  void missingAndSurplusLinesStandAlone() {
    assertThat(compare("a b c", "a c"))
        .containsExactly(same("a"), new ComparedLine("b", null, false), same("c"));
    assertThat(compare("a c", "a b c"))
        .containsExactly(same("a"), new ComparedLine(null, "b", false), same("c"));
    assertThat(compare("", "a")).containsExactly(new ComparedLine(null, "a", false));
    assertThat(compare("a", "")).containsExactly(new ComparedLine("a", null, false));
  }

  @Test
  void changedLinesStandSideBySide() {
    assertThat(compare("a b c d", "a x y d"))
        .containsExactly(
            same("a"),
            new ComparedLine("b", "x", false),
            new ComparedLine("c", "y", false),
            same("d"));
  }

  @Test
  void everyLineOfBothSidesIsShownOnce() {
    List<ComparedLine> compared = compare("a b a b c a", "b a c a d b");
    assertThat(compared.stream().map(ComparedLine::expected).filter(line -> line != null))
        .containsExactly("a", "b", "a", "b", "c", "a");
    assertThat(compared.stream().map(ComparedLine::got).filter(line -> line != null))
        .containsExactly("b", "a", "c", "a", "d", "b");
    assertThat(compared.stream().filter(ComparedLine::matches).count()).isEqualTo(4);
  }
}
