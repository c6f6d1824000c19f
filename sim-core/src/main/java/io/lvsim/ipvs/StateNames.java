package io.lvsim.ipvs;

import java.util.Arrays;
import java.util.List;

/** Reads state tables as they are printed in the kernel's sources: two letters a state. */
final class StateNames {
  private StateNames() {}

  /**
   * Turns rows of abbreviations into rows of state numbers.
   *
   * @param states the abbreviations in the order of their numbers
   */
  static int[][] table(String states, String... rows) {
    List<String> order = List.of(states.split(" "));
    return Arrays.stream(rows).map(row -> numbers(order, row)).toArray(int[][]::new);
  }

  private static int[] numbers(List<String> order, String row) {
    return Arrays.stream(row.split(" ")).mapToInt(order::indexOf).toArray();
  }
}
