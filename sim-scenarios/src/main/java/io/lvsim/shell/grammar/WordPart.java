package io.lvsim.shell.grammar;

import java.util.List;

/** A piece of a word. */
public sealed interface WordPart {
  /** Characters that are not quoted (inside of double quotes: not expanded). */
  record Literal(String text) implements WordPart {}

  /** Characters that stand for themselves: in single quotes, or behind a backslash. */
  record Quoted(String text) implements WordPart {}

  /** What stands in double quotes. */
  record DoubleQuoted(List<WordPart> parts) implements WordPart {}

  /** {@code $name} or {@code ${...}}. */
  record Parameter(ParameterExpansion expansion) implements WordPart {}

  /** {@code $(...)} or what stands in backquotes. */
  record CommandSubstitution(Command.Sequence body) implements WordPart {}

  /** {@code $((...))}: the expression, whose own expansions come first. */
  record Arithmetic(Word expression) implements WordPart {}

  /** {@code <(...)} or {@code >(...)}: a file that is a pipe to or from commands. */
  record ProcessSubstitution(Command.Sequence body, boolean reading) implements WordPart {}

  /** {@code ${...}} that means nothing: an error only when it is expanded. */
  record BadSubstitution(String source) implements WordPart {}
}
