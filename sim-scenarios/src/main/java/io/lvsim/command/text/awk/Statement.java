package io.lvsim.command.text.awk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of awk. */
sealed interface Statement {
  record Block(List<Statement> statements) implements Statement {}

  record Evaluate(Expression expression) implements Statement {}

  /**
   * print or printf.
   *
   * @param redirection {@code >}, {@code >>}, {@code |}, or empty
   * @param target where to; null without redirection
   */
  record Print(
      boolean formatted, List<Expression> values, String redirection, @Nullable Expression target)
      implements Statement {}

  record If(Expression condition, Statement then, @Nullable Statement otherwise)
      implements Statement {}

  record While(Expression condition, Statement body) implements Statement {}

  record DoWhile(Statement body, Expression condition) implements Statement {}

  record For(
      @Nullable Statement start,
      @Nullable Expression condition,
      @Nullable Statement step,
      Statement body)
      implements Statement {}

  record ForIn(String variable, String array, Statement body) implements Statement {}

  /** Without subscripts: the whole array. */
  record Delete(String array, @Nullable List<Expression> subscripts) implements Statement {}

  record Exit(@Nullable Expression status) implements Statement {}

  record Return(@Nullable Expression value) implements Statement {}

  /** next, break or continue. */
  record Jump(String word) implements Statement {}
}
