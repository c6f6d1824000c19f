package io.lvsim.shell.grammar;

/** What stands between {@code [[} and {@code ]]}. */
public sealed interface Condition {
  record And(Condition first, Condition second) implements Condition {}

  record Or(Condition first, Condition second) implements Condition {}

  record Not(Condition inner) implements Condition {}

  /** {@code -f word} and its kin; a word alone is {@code -n word}. */
  record Unary(String operator, Word operand) implements Condition {}

  /** {@code left == right} and its kin. */
  record Binary(Word left, String operator, Word right) implements Condition {}
}
