package io.lvsim.scenario.file;

import java.util.Collection;
import java.util.Optional;

/** Guesses which word was meant by a mistyped one. */
public final class Suggestion {
  private Suggestion() {}

  /** The nearest of some words, if it is at most two letters away. */
  public static Optional<String> nearest(String typed, Collection<String> words) {
    int reach = Math.max(1, Math.min(2, typed.length() / 2));
    String best = null;
    int bestDistance = reach + 1;
    for (String word : words) {
      int distance = distance(typed, word);
      if (distance < bestDistance) {
        best = word;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code , did you mean X?}, or a list of what there is. */
  static String phrase(String typed, Collection<String> words) {
    return nearest(typed, words)
        .map(word -> "; did you mean '" + word + "'?")
        .orElse("; expected one of " + String.join(", ", words));
  }

  /** Damerau's distance: letters inserted, left out, exchanged, or swapped with their neighbour. */
  static int distance(String from, String to) {
    int[][] table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : step(table, from, to, i, j);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int step(int[][] table, String from, String to, int i, int j) {
    int exchanged = table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(exchanged, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
  }
}
