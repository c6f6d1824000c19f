package io.lvsim.command.text;

/** A sed script's characters, and how far they have been read. */
final class SedSource {
  private final String script;
  private final String name;
  private final int expression;
  private int position;
  private String pendingText = "";

  /**
   * @param name as messages say it, such as {@code -e expression #1}
   */
  SedSource(String script, String name, int expression) {
    this.script = script;
    this.name = name;
    this.expression = expression;
  }

  /** Where messages say the script is. */
  String name() {
    return expression == 0 ? "-e expression #1" : name;
  }

  void reset(int earlier) {
    position = earlier;
  }

  int position() {
    return position;
  }

  /** The text of a command that goes on in the next expression; empty for none. */
  String pendingText() {
    return pendingText;
  }

  boolean atEnd() {
    return position >= script.length();
  }

  char peek() {
    return atEnd() ? '\0' : script.charAt(position);
  }

  char next() {
    return atEnd() ? '\0' : script.charAt(position++);
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
  }

  /** Passes over blanks, semicolons and comments; false at the end. */
  boolean skipToCommand() {
    while (!atEnd()) {
      char c = peek();
      if (c == '#') {
        while (!atEnd() && peek() != '\n') {
          position++;
        }
      } else if (Character.isWhitespace(c) || c == ';') {
        position++;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Checks that nothing follows a command but the next one. */
  void endCommand() {
    skipBlanks();
    char c = peek();
    if (atEnd() || c == '\n' || c == ';') {
      position++;
    } else if (c != '}' && c != '#') {
      position++;
      throw error("extra characters after command");
    }
  }

  long number() {
    int start = position;
    while (Character.isDigit(peek())) {
      position++;
    }
    String digits = script.substring(start, position);
    return digits.isEmpty() ? 0 : digits.length() > 17 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  int optionalNumber() {
    skipBlanks();
    return Character.isDigit(peek()) ? (int) Math.min(number(), Integer.MAX_VALUE) : 0;
  }

  /** A label behind b, t or T: up to a semicolon or the line's end. */
  String label() {
    skipBlanks();
    int start = position;
    while (!atEnd() && ";\n}".indexOf(peek()) < 0) {
      position++;
    }
    return script.substring(start, position).strip();
  }

  /** A label behind a colon. */
  String labelWithSemicolons() {
    skipBlanks();
    int start = position;
    while (!atEnd() && ";\n".indexOf(peek()) < 0) {
      position++;
    }
    return script.substring(start, position).strip();
  }

  String restOfLine() {
    skipBlanks();
    int start = position;
    while (!atEnd() && peek() != '\n') {
      position++;
    }
    return script.substring(start, position);
  }

  /** The text of a, i or c: on the same line, or behind a backslash on the lines that follow. */
  String text() {
    skipBlanks();
    if (atEnd()) {
      throw error("expected \\ after `a', `c' or `i'");
    }
    if (peek() == '\\') {
      position++;
      int back = position;
      skipBlanks();
      if (peek() == '\n') {
        position++;
      } else if (atEnd()) {
        pendingText = "\n";
        return "\n";
      } else {
        position = back;
      }
    }
    return textLines();
  }

  private String textLines() {
    StringBuilder text = new StringBuilder();
    while (!atEnd()) {
      char c = next();
      if (c == '\\' && !atEnd()) {
        text.append(next());
      } else if (c == '\\') {
        pendingText = text + "\n";
      } else if (c == '\n') {
        break;
      } else {
        text.append(c);
      }
    }
    return text.append('\n').toString();
  }

  SedException error(String message) {
    return errorAt(message, position);
  }

  SedException errorAt(String message, int at) {
    return new SedException(name() + ", char " + at + ": " + message);
  }
}
