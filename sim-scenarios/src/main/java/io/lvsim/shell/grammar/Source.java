package io.lvsim.shell.grammar;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A script's characters, and how far they have been read. */
final class Source {
  /** What {@link #peek} gives at the end. */
  static final char END = '\0';

  private final String text;
  private final int firstLine;
  private final int firstColumn;
  private final int[] lineStarts;
  private int position;

  Source(String text) {
    this(text, 1, 1);
  }

  /** A part of a larger script that begins at a line and column of it. */
  Source(String text, int firstLine, int firstColumn) {
    this.text = text;
    this.firstLine = firstLine;
    this.firstColumn = firstColumn;
    this.lineStarts = lineStarts(text);
  }

  boolean atEnd() {
    skipContinuations();
    return position >= text.length();
  }

  boolean rawAtEnd() {
    return position >= text.length();
  }

  /** The next character; a backslash before a line end is passed over together with it. */
  char peek() {
    skipContinuations();
    return rawPeek(0);
  }

  /** The character after the next, continuations passed over. */
  char peekSecond() {
    skipContinuations();
    int second = position + 1;
    while (second + 1 < text.length()
        && text.charAt(second) == '\\'
        && text.charAt(second + 1) == '\n') {
      second += 2;
    }
    return second < text.length() ? text.charAt(second) : END;
  }

  /** A character as it is written, some places ahead. */
  char rawPeek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : END;
  }

  /** Takes the next character, continuations passed over. */
  char next() {
    skipContinuations();
    return rawNext();
  }

  /** Takes the next character as it is written. */
  char rawNext() {
    return position < text.length() ? text.charAt(position++) : END;
  }

  /** Takes a text if it comes next. */
  boolean take(String expected) {
    skipContinuations();
    int start = position;
    for (int i = 0; i < expected.length(); i++) {
      if (next() != expected.charAt(i)) {
        position = start;
        return false;
      }
    }
    return true;
  }

  int position() {
    return position;
  }

  /** Goes back to a position. */
  void reset(int earlier) {
    position = earlier;
  }

  String text(int start, int end) {
    return text.substring(start, Math.min(end, text.length()));
  }

  String since(int start) {
    return text.substring(start, position);
  }

  /** The line, from 1, in which a position lies. */
  int line(int at) {
    return firstLine + lineIndex(at);
  }

  /** The column, from 1, of a position in its line. */
  int column(int at) {
    int index = lineIndex(at);
    return at - lineStarts[index] + (index == 0 ? firstColumn : 1);
  }

  SyntaxError error(int at, String message) {
    return new SyntaxError(line(at), column(at), message);
  }

  private int lineIndex(int at) {
    int found = Arrays.binarySearch(lineStarts, at);
    return found >= 0 ? found : -found - 2;
  }

  private static int[] lineStarts(String text) {
    return IntStream.concat(
            IntStream.of(0),
            IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == '\n')
                .map(newline -> newline + 1))
        .toArray();
  }

  private void skipContinuations() {
    while (rawPeek(0) == '\\' && rawPeek(1) == '\n') {
      position += 2;
    }
  }
}
