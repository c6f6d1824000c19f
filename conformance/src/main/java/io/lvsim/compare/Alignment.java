package io.lvsim.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Two sequences side by side: what agrees is paired, what does not stands as it is. */
final class Alignment {
  private static final long MAXIMUM_PAIRS = 16_000_000;

  /** A pair of elements; one is null where the other has no counterpart. */
  record Pair<T>(@Nullable T ours, @Nullable T theirs, boolean agree) {}

  private Alignment() {}

  /** By a longest common subsequence; what lies between is paired in order. */
  static <T> List<Pair<T>> of(List<T> ours, List<T> theirs, BiPredicate<T, T> same) {
    int head = 0;
    while (head < Math.min(ours.size(), theirs.size())
        && same.test(ours.get(head), theirs.get(head))) {
      head++;
    }
    List<Pair<T>> pairs = new ArrayList<>();
    for (int i = 0; i < head; i++) {
      pairs.add(new Pair<>(ours.get(i), theirs.get(i), true));
    }
    List<T> restOurs = ours.subList(head, ours.size());
    List<T> restTheirs = theirs.subList(head, theirs.size());
    if ((long) restOurs.size() * restTheirs.size() > MAXIMUM_PAIRS) {
      gap(pairs, restOurs, restTheirs);
    } else {
      align(pairs, restOurs, restTheirs, same);
    }
    return pairs;
  }

  private static <T> void align(
      List<Pair<T>> pairs, List<T> ours, List<T> theirs, BiPredicate<T, T> same) {
    int[][] length = new int[ours.size() + 1][theirs.size() + 1];
    for (int i = ours.size() - 1; i >= 0; i--) {
      for (int j = theirs.size() - 1; j >= 0; j--) {
        length[i][j] =
            same.test(ours.get(i), theirs.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    int fromOurs = 0;
    int fromTheirs = 0;
    while (i < ours.size() && j < theirs.size()) {
      if (same.test(ours.get(i), theirs.get(j)) && length[i][j] == length[i + 1][j + 1] + 1) {
        gap(pairs, ours.subList(fromOurs, i), theirs.subList(fromTheirs, j));
        pairs.add(new Pair<>(ours.get(i++), theirs.get(j++), true));
        fromOurs = i;
        fromTheirs = j;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    gap(pairs, ours.subList(fromOurs, ours.size()), theirs.subList(fromTheirs, theirs.size()));
  }

  private static <T> void gap(List<Pair<T>> pairs, List<T> ours, List<T> theirs) {
    for (int k = 0; k < Math.max(ours.size(), theirs.size()); k++) {
      pairs.add(
          new Pair<>(
              k < ours.size() ? ours.get(k) : null,
              k < theirs.size() ? theirs.get(k) : null,
              false));
    }
  }
}
