package io.lvsim.command.text;

import io.lvsim.pattern.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sed script: a row of commands, in which a block's end and a jump's target are positions.
 *
 * @param quiet whether it begins with {@code #n}
 */
record SedScript(List<Step> steps, boolean quiet) {
  /**
   * One command.
   *
   * @param text of a, i, c; the file of r and w; the label of b, t and T
   * @param number the exit status of q; where a block ends or a jump leads
   */
  record Step(
      char name,
      @Nullable Address first,
      @Nullable Address last,
      boolean inverted,
      String text,
      int number,
      @Nullable Substitution substitution) {

    Step leadingTo(int target) {
      return new Step(name, first, last, inverted, text, target, substitution);
    }
  }

  /** Which lines a command is for. */
  sealed interface Address {}

  /** A line by its number; 0 only before a regular expression. */
  record Number(long line) implements Address {}

  /** The last line. */
  record Last() implements Address {}

  /** Lines that match; null for the regular expression used last. */
  record Matching(@Nullable Regex regex) implements Address {}

  /** Every so many lines from one on. */
  record Stepping(long first, long step) implements Address {}

  /** So many lines behind the first. */
  record Following(long lines) implements Address {}

  /** Up to a line whose number is a multiple. */
  record UpToMultiple(long multiple) implements Address {}

  /**
   * What s does, or y.
   *
   * @param regex null for the one used last
   * @param number which match is replaced first, from 1
   * @param file where a changed line is written to; empty for nowhere
   */
  record Substitution(
      @Nullable Regex regex,
      List<Replacement> replacement,
      int number,
      boolean all,
      boolean prints,
      String file,
      String from,
      String to) {}

  /**
   * A piece of what takes a match's place.
   *
   * @param text literally; null for a group
   * @param group its number; 0 for the whole match
   * @param caseChange one of U L u l E, or 0 for none
   */
  record Replacement(@Nullable String text, int group, char caseChange) {}
}
