package io.lvsim.shell.expand;

import io.lvsim.pattern.Glob;
import java.util.BitSet;

/** Text that knows which of its characters are quoted. */
public final class Field {
  private static final String REGEX_SPECIAL = "\\^$.[]|()?*+{}";

  private final StringBuilder text = new StringBuilder();
  private final BitSet quoted = new BitSet();

  Field() {}

  void append(String more, boolean isQuoted) {
    if (isQuoted) {
      quoted.set(text.length(), text.length() + more.length());
    }
    text.append(more);
  }

  void append(char c, boolean isQuoted) {
    quoted.set(text.length(), isQuoted);
    text.append(c);
  }

  int length() {
    return text.length();
  }

  /** Without the knowledge of what is quoted. */
  public String text() {
    return text.toString();
  }

  /** As a pattern in which quoted characters stand for themselves. */
  public String asGlob() {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      String c = text.substring(i, i + 1);
      pattern.append(quoted.get(i) ? Glob.quote(c) : c);
    }
    return pattern.toString();
  }

  /** As an extended regular expression in which quoted characters stand for themselves. */
  public String asRegex() {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (quoted.get(i) && REGEX_SPECIAL.indexOf(text.charAt(i)) >= 0) {
        regex.append('\\');
      }
      regex.append(text.charAt(i));
    }
    return regex.toString();
  }

  /** Whether it stands for names of files: an unquoted star, question mark or bracket. */
  boolean isFilePattern() {
    for (int i = 0; i < text.length(); i++) {
      if (!quoted.get(i) && "*?[".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
