package io.lvsim.pattern;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern for file names and for {@code case}: {@code *}, {@code ?}, {@code [...]}, and a
 * backslash that quotes; also bash's extended patterns such as {@code @(a|b)}.
 */
public final class Glob {
  private static final String QUOTED_IN_PATTERN = "*?[]\\()|!+@^-";

  private final Pattern pattern;

  private Glob(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern; one that makes no sense stands for its own characters.
   *
   * @param extended whether {@code ?(a|b)}, {@code *(..)}, {@code +(..)}, {@code @(..)} and {@code
   *     !(..)} count
   */
  public static Glob of(String pattern, boolean extended) {
    StringBuilder java = new StringBuilder();
    new Translation(pattern, extended, java).run(0, "");
    return new Glob(Pattern.compile(java.toString(), Pattern.DOTALL));
  }

  /** A pattern without extended patterns. */
  public static Glob of(String pattern) {
    return of(pattern, false);
  }

  /** A text with backslashes so that as a pattern it stands for itself. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (QUOTED_IN_PATTERN.indexOf(text.charAt(i)) >= 0) {
        quoted.append('\\');
      }
      quoted.append(text.charAt(i));
    }
    return quoted.toString();
  }

  /** Whether it stands for the whole text. */
  public boolean matches(CharSequence text) {
    return pattern.matcher(new GuardedText(text)).matches();
  }

  /** How long the shortest or longest beginning of a text is that it stands for; -1 for none. */
  public int prefix(String text, boolean longest) {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    for (int i = 0; i <= text.length(); i++) {
      int length = longest ? text.length() - i : i;
      if (matcher.region(0, length).matches()) {
        return length;
      }
    }
    return -1;
  }

  /** Where the shortest or longest end of a text begins that it stands for; -1 for none. */
  public int suffix(String text, boolean longest) {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    for (int i = 0; i <= text.length(); i++) {
      int start = longest ? i : text.length() - i;
      if (matcher.region(start, text.length()).matches()) {
        return start;
      }
    }
    return -1;
  }

  /** Where the longest match that begins at a place ends; -1 for none. */
  public int matchAt(String text, int start) {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    for (int end = text.length(); end >= start; end--) {
      if (matcher.region(start, end).matches()) {
        return end;
      }
    }
    return -1;
  }

  /** Writes a pattern as Java's regular expressions have it. */
  private record Translation(String pattern, boolean extended, StringBuilder java) {
    /** Translates up to one of some characters, and says where that is. */
    int run(int from, String ends) {
      int position = from;
      while (position < pattern.length() && ends.indexOf(pattern.charAt(position)) < 0) {
        position = element(position);
      }
      return position;
    }

    private int element(int at) {
      char c = pattern.charAt(at);
      boolean opens = at + 1 < pattern.length() && pattern.charAt(at + 1) == '(';
      if (extended && opens && "?*+@!".indexOf(c) >= 0) {
        int end = alternatives(at);
        if (end > 0) {
          return end;
        }
      }
      switch (c) {
        case '*' -> java.append(".*");
        case '?' -> java.append('.');
        case '[' -> {
          return bracket(at);
        }
        case '\\' -> {
          if (at + 1 < pattern.length()) {
            java.append(Pattern.quote(pattern.substring(at + 1, at + 2)));
            return at + 2;
          }
          java.append("\\\\");
        }
        default -> java.append(Pattern.quote(String.valueOf(c)));
      }
      return at + 1;
    }

    private int bracket(int at) {
      int length = java.length();
      try {
        return BracketExpression.translate(pattern, at, java, true);
      } catch (PatternException noBracket) {
        java.setLength(length);
        java.append("\\[");
        return at + 1;
      }
    }

    /** Translates {@code ?(a|b)}; -1 if it has no end. */
    private int alternatives(int at) {
      int length = java.length();
      char kind = pattern.charAt(at);
      java.append(kind == '!' ? "(?:(?!(?:" : "(?:");
      int position = at + 1;
      do {
        if (position > at + 1) {
          java.append('|');
        }
        position = run(position + 1, "|)");
        if (position >= pattern.length()) {
          java.setLength(length);
          return -1;
        }
      } while (pattern.charAt(position) == '|');
      java.append(
          switch (kind) {
            case '?' -> ")?";
            case '*' -> ")*";
            case '+' -> ")+";
            case '!' -> ")$).*)";
            default -> ")";
          });
      return position + 1;
    }
  }
}
