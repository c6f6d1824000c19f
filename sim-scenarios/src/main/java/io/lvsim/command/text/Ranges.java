package io.lvsim.command.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list such as {@code 1,3-5,7-} as cut takes it. */
final class Ranges {
  private final List<int[]> ranges = new ArrayList<>();
  private final boolean complement;

  private Ranges(boolean complement) {
    this.complement = complement;
  }

  /** What is wrong with a list, in cut's words; null for nothing. */
  static @Nullable String error(String list, boolean fields) {
    for (String range : list.split("[, ]", -1)) {
      if (!range.matches("\\d*-?\\d*") || range.isEmpty()) {
        String number = range.isEmpty() ? "" : range.replaceFirst("^[\\d-]*(?=\\D)", "");
        return range.isEmpty()
            ? (fields ? "fields" : "byte/character positions") + " are numbered from 1"
            : (fields ? "invalid field value ‘" : "invalid byte/character position ‘")
                + number
                + "’";
      }
      if (range.equals("-")) {
        return "invalid range with no endpoint: -";
      }
      String[] ends = range.split("-", -1);
      if (ends[0].matches("0+") || ends.length > 1 && ends[1].matches("0+")) {
        return (fields ? "fields" : "byte/character positions") + " are numbered from 1";
      }
      if (ends.length > 1 && end(ends[1], Integer.MAX_VALUE) < end(ends[0], 1)) {
        return "invalid decreasing range";
      }
    }
    return null;
  }

  /** Reads a list without errors. */
  static Ranges parse(String list, boolean complement) {
    Ranges parsed = new Ranges(complement);
    for (String range : list.split("[, ]", -1)) {
      String[] ends = range.split("-", -1);
      int from = end(ends[0], 1);
      int to = ends.length < 2 ? from : end(ends[1], Integer.MAX_VALUE);
      parsed.ranges.add(new int[] {from, to});
    }
    return parsed;
  }

  boolean contains(int number) {
    return ranges.stream().anyMatch(range -> number >= range[0] && number <= range[1])
        != complement;
  }

  /** Whether a range begins at a number that it contains. */
  boolean begins(int number) {
    return !contains(number - 1)
        || !complement
            && ranges.stream().anyMatch(range -> range[0] == number)
            && ranges.stream().noneMatch(range -> range[0] < number && range[1] >= number);
  }

  private static int end(String digits, int otherwise) {
    return digits.isEmpty()
        ? otherwise
        : digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
