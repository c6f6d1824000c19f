package io.lvsim.shell;

import java.util.ArrayList;
import java.util.List;

/** Splits a line that was read into fields at the characters of IFS. */
final class LineSplitter {
  private final String text;
  private final List<Integer> quoted;
  private final String separators;
  private int position;

  LineSplitter(String text, List<Integer> quoted, String separators) {
    this.text = text;
    this.quoted = quoted;
    this.separators = separators;
  }

  /** The fields; the last one takes all that is left when there are more. */
  List<String> split(int most) {
    List<String> fields = new ArrayList<>();
    skipBlanks();
    while (position < text.length() && fields.size() < most - 1) {
      fields.add(field());
    }
    if (position < text.length()) {
      fields.add(rest());
    }
    return fields;
  }

  private String field() {
    int start = position;
    while (position < text.length() && !isSeparator(position)) {
      position++;
    }
    String field = text.substring(start, position);
    skipBlanks();
    if (position < text.length() && isSeparator(position) && !isBlank(position)) {
      position++;
      skipBlanks();
    }
    return field;
  }

  /** The rest; a single separator at its end, and blanks there, are no part of it. */
  private String rest() {
    int start = position;
    field();
    if (position >= text.length()) {
      position = start;
      return field();
    }
    int end = text.length();
    while (end > start && isBlank(end - 1)) {
      end--;
    }
    position = text.length();
    return text.substring(start, end);
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(position)) {
      position++;
    }
  }

  private boolean isSeparator(int at) {
    return separators.indexOf(text.charAt(at)) >= 0 && !quoted.contains(at);
  }

  private boolean isBlank(int at) {
    return isSeparator(at) && " \t\n".indexOf(text.charAt(at)) >= 0;
  }
}
