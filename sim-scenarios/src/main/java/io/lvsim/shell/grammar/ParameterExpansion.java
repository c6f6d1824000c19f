package io.lvsim.shell.grammar;

import org.jspecify.annotations.Nullable;

/**
 * {@code ${name...}} taken apart.
 *
 * @param name of a variable, digits of a positional parameter, or one of {@code ? # $ ! - @ *}
 * @param subscript of an array's element, else null
 * @param indirect whether written {@code ${!name}}
 * @param operation what is done with the value
 * @param source as written
 */
public record ParameterExpansion(
    String name, @Nullable Word subscript, boolean indirect, Operation operation, String source) {

  /** What is done with a parameter's value. */
  public sealed interface Operation {}

  /** Nothing. */
  public record Plain() implements Operation {}

  /** {@code ${#name}}. */
  public record Length() implements Operation {}

  /** {@code ${!name[@]}}: an array's subscripts. */
  public record Subscripts() implements Operation {}

  /** {@code ${!prefix*}}: names that begin so. */
  public record NamesBeginning(boolean separate) implements Operation {}

  /**
   * {@code ${name:-word}} and its kin.
   *
   * @param kind one of {@code - = ? +}
   * @param orEmpty whether written with a colon
   */
  public record Substitute(char kind, boolean orEmpty, Word word) implements Operation {}

  /** {@code ${name#pattern}}, {@code ##}, {@code %}, {@code %%}. */
  public record Trim(boolean suffix, boolean longest, Word pattern) implements Operation {}

  /** {@code ${name/pattern/text}}, with {@code //}, {@code /#} or {@code /%}. */
  public record Replace(Where where, Word pattern, Word text) implements Operation {}

  /** Which matches are replaced. */
  public enum Where {
    FIRST,
    ALL,
    AT_START,
    AT_END
  }

  /** {@code ${name:offset:length}}; the length may be missing. */
  public record Slice(Word offset, @Nullable Word length) implements Operation {}

  /** {@code ${name^}}, {@code ^^}, {@code ,}, {@code ,,}. */
  public record ChangeCase(boolean upper, boolean all, Word pattern) implements Operation {}

  /** {@code ${name@Q}}: the value as the operator says (Q, U, u, L, E, a ...). */
  public record Transform(char operator) implements Operation {}
}
