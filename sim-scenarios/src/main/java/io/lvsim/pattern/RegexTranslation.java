package io.lvsim.pattern;

/** Writes a POSIX regular expression as Java's regular expressions have it. */
final class RegexTranslation {
  /** RE_DUP_MAX of the GNU C library. */
  private static final int MAXIMUM_REPEAT = 32767;

  private static final int MAXIMUM_DEPTH = 100;

  private final String posix;
  private final boolean extended;
  private final StringBuilder java = new StringBuilder();
  private int position;
  private int groups;
  private int closedGroups;
  private int open;
  private boolean alternatives;

  /** Where the last atom begins in the translation; -1 if none can be repeated. */
  private int atom = -1;

  /** Whether a repetition already stands behind the last atom. */
  private boolean repeated;

  RegexTranslation(String posix, boolean extended) {
    this.posix = posix;
    this.extended = extended;
  }

  boolean hasAlternatives() {
    return alternatives;
  }

  String run() {
    branches();
    if (open > 0) {
      throw new PatternException("Unmatched ( or \\(");
    }
    return java.toString();
  }

  /** Translates up to the end, or to the parenthesis that closes the group. */
  private void branches() {
    int start = java.length();
    atom = -1;
    while (position < posix.length()) {
      char c = posix.charAt(position);
      if (c == '\\') {
        if (escape(start)) {
          return;
        }
      } else if (extended && c == ')' && open > 0) {
        return;
      } else {
        plain(c, start);
      }
    }
  }

  private void plain(char c, int start) {
    boolean atStart = atBranchStart(start);
    if (c == '[') {
      atom();
      position = BracketExpression.translate(posix, position, java, false);
    } else if (c == '.') {
      atom();
      append(".");
    } else if (c == '*') {
      star(atStart);
    } else if (c == '^' && (extended || atStart)) {
      anchor("\\A");
    } else if (c == '$' && (extended || atBranchEnd())) {
      anchor("\\z");
    } else if (extended) {
      extendedOperator(c, atStart);
    } else {
      literal(c);
    }
  }

  private void extendedOperator(char c, boolean atStart) {
    switch (c) {
      case '(' -> group(1);
      case '|' -> bar(1);
      case '+', '?' -> {
        if (atStart && atom < 0) {
          position++;
        } else {
          position++;
          repeat(String.valueOf(c));
        }
      }
      case '{' -> {
        if (atom < 0 || !isInterval()) {
          literal(c);
        } else {
          position++;
          interval("}");
        }
      }
      default -> literal(c);
    }
  }

  private void star(boolean atStart) {
    if (atom < 0 && !extended) {
      literal('*');
    } else {
      position++;
      if (!atStart || atom >= 0) {
        repeat("*");
      }
    }
  }

  /** Translates what a backslash begins; true if it closes the group. */
  private boolean escape(int start) {
    if (position + 1 >= posix.length()) {
      throw new PatternException("Trailing backslash");
    }
    char c = posix.charAt(position + 1);
    if (!extended) {
      switch (c) {
        case '(' -> {
          group(2);
          return false;
        }
        case ')' -> {
          if (open == 0) {
            throw new PatternException("Unmatched ) or \\)");
          }
          return true;
        }
        case '{' -> {
          position += 2;
          if (atom < 0) {
            throw new PatternException("Invalid preceding regular expression");
          }
          interval("\\}");
          return false;
        }
        case '|' -> {
          bar(2);
          return false;
        }
        case '+', '?' -> {
          if (atom < 0) {
            position++;
            literal(c);
          } else {
            position += 2;
            repeat(String.valueOf(c));
          }
          return false;
        }
        default -> {
          // the same in both kinds
        }
      }
    }
    position++;
    escapedCharacter(c);
    return false;
  }

  private void escapedCharacter(char c) {
    switch (c) {
      case 'w', 'W', 's', 'S' -> {
        atom();
        append("\\" + c);
      }
      case 'b', 'B' -> anchor("\\" + c);
      case '<' -> anchor("\\b(?=\\w)");
      case '>' -> anchor("\\b(?<=\\w)");
      case '`' -> anchor("\\A");
      case '\'' -> anchor("\\z");
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        if (c - '0' > closedGroups) {
          throw new PatternException("Invalid back reference");
        }
        atom();
        append("(?:\\" + c + ")");
      }
      default -> literal(c);
    }
  }

  private void group(int length) {
    int start = java.length();
    groups++;
    if (++open > MAXIMUM_DEPTH) {
      throw new PatternException("Regular expression too big");
    }
    position += length;
    java.append('(');
    branches();
    if (position >= posix.length()) {
      throw new PatternException("Unmatched ( or \\(");
    }
    java.append(')');
    position += length;
    open--;
    closedGroups = groups;
    atom = start;
    repeated = false;
  }

  private void bar(int length) {
    position += length;
    java.append('|');
    atom = -1;
    alternatives = true;
  }

  private boolean isInterval() {
    int end = posix.indexOf('}', position);
    return end > 0 && posix.substring(position + 1, end).matches("\\d+(,\\d*)?|,\\d+");
  }

  private void interval(String close) {
    int end = posix.indexOf(close, position);
    if (end < 0) {
      throw new PatternException("Unmatched \\{");
    }
    String content = posix.substring(position, end);
    if (!content.matches("\\d+(,\\d*)?|,\\d*")) {
      throw new PatternException("Invalid content of \\{\\}");
    }
    String[] bounds = content.split(",", -1);
    int least = bounds[0].isEmpty() ? 0 : bound(bounds[0]);
    int most = bounds.length < 2 ? least : bounds[1].isEmpty() ? -1 : bound(bounds[1]);
    if (most >= 0 && most < least) {
      throw new PatternException("Invalid content of \\{\\}");
    }
    position = end + close.length();
    repeat("{" + least + "," + (most < 0 ? "" : most) + "}");
  }

  private static int bound(String digits) {
    if (digits.length() > 5 || Integer.parseInt(digits) > MAXIMUM_REPEAT) {
      throw new PatternException("Regular expression too big");
    }
    return Integer.parseInt(digits);
  }

  private void repeat(String operator) {
    if (repeated) {
      java.insert(atom, "(?:").append(')');
    }
    java.append(operator);
    repeated = true;
  }

  private void anchor(String translated) {
    java.append(translated);
    position++;
    atom = -1;
  }

  private void literal(char c) {
    atom();
    append((Character.isLetterOrDigit(c) || c > 127 ? "" : "\\") + c);
  }

  private void atom() {
    atom = java.length();
    repeated = false;
  }

  private void append(String translated) {
    java.append(translated);
    position++;
  }

  private boolean atBranchStart(int start) {
    return java.length() == start || java.charAt(java.length() - 1) == '|' && atom < 0;
  }

  private boolean atBranchEnd() {
    String rest = posix.substring(position + 1);
    return rest.isEmpty() || rest.startsWith("\\)") || rest.startsWith("\\|");
  }
}
