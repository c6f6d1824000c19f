package io.lvsim.shell.expand;

/** Writes texts so that a shell would read them as one word. */
public final class Quoting {
  private static final String SPECIAL = " \t\n|&;()<>'\"\\$`*?[]!{}#~^,";

  private Quoting() {}

  /** In single quotes, or as {@code $'...'} where there are control characters. */
  public static String quoted(String text) {
    if (hasControl(text)) {
      return ansiC(text);
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** As a trace (set -x) shows a word: quoted only where it must be. */
  public static String traced(String text) {
    if (text.isEmpty()) {
      return "''";
    }
    if (hasControl(text)) {
      return ansiC(text);
    }
    return isSpecial(text) ? quoted(text) : text;
  }

  /** With backslashes, as printf's {@code %q}. */
  public static String escaped(String text) {
    if (text.isEmpty()) {
      return "''";
    }
    if (hasControl(text)) {
      return ansiC(text);
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean onlyAtStart = c == '#' || c == '~';
      if (SPECIAL.indexOf(c) >= 0 && (!onlyAtStart || i == 0)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static boolean isSpecial(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean onlyAtStart = c == '#' || c == '~';
      if (SPECIAL.indexOf(c) >= 0 && c != ',' && (!onlyAtStart || i == 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 127);
  }

  private static String ansiC(String text) {
    StringBuilder quoted = new StringBuilder("$'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        case '\007' -> quoted.append("\\a");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\013' -> quoted.append("\\v");
        case '\033' -> quoted.append("\\E");
        case '\'' -> quoted.append("\\'");
        case '\\' -> quoted.append("\\\\");
        default -> {
          if (c < ' ' || c == 127) {
            quoted.append(String.format("\\%03o", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('\'').toString();
  }
}
