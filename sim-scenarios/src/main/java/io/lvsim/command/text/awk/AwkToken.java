package io.lvsim.command.text.awk;

/**
 * A token of a program.
 *
 * @param text an operator, a word, a string's value, a regular expression's source
 * @param line from 1
 * @param called whether a parenthesis follows at once, as behind a function's name
 */
record AwkToken(Kind kind, String text, int line, boolean called) {
  enum Kind {
    NUMBER,
    STRING,
    REGEX,
    NAME,
    KEYWORD,
    BUILTIN,
    OPERATOR,
    NEWLINE,
    END
  }

  boolean is(String operator) {
    return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && text.equals(operator);
  }

  boolean isOf(Kind expected) {
    return kind == expected;
  }

  /** As an error names it. */
  String shown() {
    return switch (kind) {
      case NEWLINE, END -> "end of line";
      default -> text;
    };
  }
}
