package io.lvsim.pattern;

import java.util.Map;

/** Reads {@code [...]} of a pattern and writes it as Java's regular expressions have it. */
final class BracketExpression {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "a-zA-Z"),
          Map.entry("digit", "0-9"),
          Map.entry("alnum", "a-zA-Z0-9"),
          Map.entry("upper", "A-Z"),
          Map.entry("lower", "a-z"),
          Map.entry("space", " \\t\\n\\x0B\\f\\r"),
          Map.entry("blank", " \\t"),
          Map.entry("punct", "!-/:-@\\[-`{-~"),
          Map.entry("print", " -~"),
          Map.entry("graph", "!-~"),
          Map.entry("cntrl", "\\x00-\\x1F\\x7F"),
          Map.entry("xdigit", "0-9A-Fa-f"));

  private final String pattern;
  private final StringBuilder java;
  private final boolean backslashQuotes;
  private int position;

  private BracketExpression(
      String pattern, int position, StringBuilder java, boolean backslashQuotes) {
    this.pattern = pattern;
    this.position = position;
    this.java = java;
    this.backslashQuotes = backslashQuotes;
  }

  /**
   * Translates one.
   *
   * @param open where its opening bracket is
   * @param java what the translation is added to
   * @param backslashQuotes whether a backslash quotes (file name patterns) or is itself (POSIX)
   * @return the position behind its closing bracket
   * @throws PatternException if it has no end
   */
  static int translate(String pattern, int open, StringBuilder java, boolean backslashQuotes) {
    return new BracketExpression(pattern, open + 1, java, backslashQuotes).run();
  }

  private int run() {
    java.append('[');
    char c = current();
    if (c == '^' || backslashQuotes && c == '!') {
      java.append('^');
      position++;
    }
    boolean first = true;
    while (first || current() != ']') {
      first = false;
      element();
    }
    java.append(']');
    return position + 1;
  }

  private void element() {
    if (current() == '[' && ":.=".indexOf(following()) >= 0) {
      char kind = following();
      int end = pattern.indexOf(kind + "]", position + 2);
      if (end >= 0) {
        String name = pattern.substring(position + 2, end);
        if (kind == ':') {
          position = end + 2;
          java.append(characterClass(name));
          return;
        }
      } else if (!backslashQuotes) {
        throw unmatched();
      }
    }
    range();
  }

  private void range() {
    char from = character();
    if (current() == '-' && following() != ']') {
      position++;
      char to = character();
      if (to < from) {
        throw new PatternException("Invalid range end");
      }
      append(from);
      java.append('-');
      append(to);
    } else {
      append(from);
    }
  }

  /** One character, which may be written {@code [.x.]} or {@code [=x=]}. */
  private char character() {
    char c = current();
    if (c == '[' && (following() == '.' || following() == '=')) {
      int end = pattern.indexOf(following() + "]", position + 2);
      if (end == position + 3) {
        position = end + 2;
        return pattern.charAt(end - 1);
      }
    }
    if (c == '\\' && backslashQuotes && position + 1 < pattern.length()) {
      c = pattern.charAt(++position);
    }
    position++;
    return c;
  }

  private String characterClass(String name) {
    String characters = CLASSES.get(name);
    if (characters == null) {
      throw new PatternException("Invalid character class name");
    }
    return characters;
  }

  private char current() {
    if (position >= pattern.length()) {
      throw unmatched();
    }
    return pattern.charAt(position);
  }

  private char following() {
    return position + 1 < pattern.length() ? pattern.charAt(position + 1) : '\0';
  }

  private void append(char c) {
    if ("[]\\^-&".indexOf(c) >= 0) {
      java.append('\\');
    }
    java.append(c);
  }

  private static PatternException unmatched() {
    return new PatternException("Unmatched [, [^, [:, [., or [=");
  }
}
