package io.lvsim.scenario.run;

import io.lvsim.scenario.Expectation.Line;
import java.util.ArrayList;
import java.util.List;

/** Lays what was expected beside what came, so that as many lines as possible match. */
public final class Comparison {
  /** Beyond so many pairs of lines, they are compared one by one in order. */
  private static final long MAXIMUM_PAIRS = 4_000_000;

  private final List<Line> expected;
  private final List<String> got;
  private final List<ComparedLine> compared = new ArrayList<>();

  private Comparison(List<Line> expected, List<String> got) {
    this.expected = expected;
    this.got = got;
  }

  /** Pairs what was expected with what came, by a longest common subsequence. */
  public static List<ComparedLine> of(List<Line> expected, List<String> got) {
    Comparison comparison = new Comparison(expected, got);
    if (comparison.allMatchInOrder() || (long) expected.size() * got.size() > MAXIMUM_PAIRS) {
      comparison.pair(0, expected.size(), 0, got.size());
    } else {
      comparison.align();
    }
    return List.copyOf(comparison.compared);
  }

  private boolean allMatchInOrder() {
    if (expected.size() != got.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(i, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(int expectedAt, int gotAt) {
    return expected.get(expectedAt).matches(got.get(gotAt));
  }

  /** By a longest common subsequence; between two matches, lines are paired in order. */
  private void align() {
    int[][] length = commonLengths();
    int i = 0;
    int j = 0;
    int pendingExpected = 0;
    int pendingGot = 0;
    while (i < expected.size() && j < got.size()) {
      if (matches(i, j) && length[i][j] == length[i + 1][j + 1] + 1) {
        pair(pendingExpected, i, pendingGot, j);
        add(i++, j++);
        pendingExpected = i;
        pendingGot = j;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    pair(pendingExpected, expected.size(), pendingGot, got.size());
  }

  private int[][] commonLengths() {
    int[][] length = new int[expected.size() + 1][got.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = got.size() - 1; j >= 0; j--) {
        length[i][j] =
            matches(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }

  private void pair(int expectedFrom, int expectedTo, int gotFrom, int gotTo) {
    int lines = Math.max(expectedTo - expectedFrom, gotTo - gotFrom);
    for (int k = 0; k < lines; k++) {
      boolean hasExpected = expectedFrom + k < expectedTo;
      boolean hasGot = gotFrom + k < gotTo;
      if (hasExpected && hasGot) {
        add(expectedFrom + k, gotFrom + k);
      } else if (hasExpected) {
        compared.add(new ComparedLine(expected.get(expectedFrom + k).text(), null, false));
      } else {
        compared.add(new ComparedLine(null, got.get(gotFrom + k), false));
      }
    }
  }

  private void add(int expectedAt, int gotAt) {
    compared.add(
        new ComparedLine(
            expected.get(expectedAt).text(), got.get(gotAt), matches(expectedAt, gotAt)));
  }
}
