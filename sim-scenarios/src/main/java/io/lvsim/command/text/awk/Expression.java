package io.lvsim.command.text.awk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of awk. */
sealed interface Expression {
  record NumberConstant(double value) implements Expression {}

  record StringConstant(String value) implements Expression {}

  /** {@code /regex/}: matched with $0 unless it stands behind ~ or in a function that takes one. */
  record RegexConstant(String source) implements Expression {}

  /** What can be assigned to. */
  sealed interface Place extends Expression {}

  record Variable(String name) implements Place {}

  record Element(String array, List<Expression> subscripts) implements Place {}

  record Field(Expression number) implements Place {}

  record Assign(Place place, String operator, Expression value) implements Expression {}

  /** {@code ++x}, {@code x--} and their kin. */
  record Increment(Place place, int by, boolean before) implements Expression {}

  record Unary(char operator, Expression operand) implements Expression {}

  record Arithmetic(Expression left, char operator, Expression right) implements Expression {}

  record Compare(Expression left, String operator, Expression right) implements Expression {}

  record Match(Expression text, boolean negated, Expression regex) implements Expression {}

  record Logical(Expression left, boolean and, Expression right) implements Expression {}

  record Conditional(Expression condition, Expression first, Expression second)
      implements Expression {}

  record Concatenation(Expression left, Expression right) implements Expression {}

  record In(List<Expression> subscripts, String array) implements Expression {}

  /** {@code (x)}: never the target of a redirection's comparison, and no list. */
  record Group(Expression inner) implements Expression {}

  /** {@code (a, b)}, which only print and in understand. */
  record Tuple(List<Expression> items) implements Expression {}

  record Call(String function, List<Expression> arguments, boolean builtin) implements Expression {}

  /**
   * getline in its forms.
   *
   * @param from a file's name or a command; null for the input
   */
  record Getline(@Nullable Place into, @Nullable Expression from, boolean command)
      implements Expression {}
}
