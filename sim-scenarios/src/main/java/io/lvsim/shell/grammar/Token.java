package io.lvsim.shell.grammar;

import org.jspecify.annotations.Nullable;

/**
 * What the parser looks at next.
 *
 * @param kind what it is
 * @param text an operator, or a word as written
 * @param argument the word or assignment; null for other kinds
 * @param position where it begins in the source
 */
record Token(Kind kind, String text, @Nullable Argument argument, int position) {
  enum Kind {
    WORD,
    OPERATOR,
    /** Digits right before a redirection. */
    DESCRIPTOR,
    NEWLINE,
    END
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  boolean is(Kind expected) {
    return kind == expected;
  }

  /** The text of a word in which nothing is quoted or expanded, else an empty text. */
  String plain() {
    return argument instanceof Word word ? word.plain() : "";
  }

  /** As bash names it in a message. */
  String shown() {
    return kind == Kind.NEWLINE ? "newline" : text;
  }
}
