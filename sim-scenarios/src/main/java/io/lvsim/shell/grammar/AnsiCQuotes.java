package io.lvsim.shell.grammar;

/** What the backslashes in {@code $'...'} stand for; also those of echo -e and of printf's %b. */
public final class AnsiCQuotes {
  private final String text;
  private final StringBuilder decoded = new StringBuilder();
  private int position;

  private AnsiCQuotes(String text) {
    this.text = text;
  }

  /** The text that is meant. */
  public static String decode(String text) {
    return new AnsiCQuotes(text).run();
  }

  private String run() {
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '\\' && position < text.length()) {
        escape(text.charAt(position++));
      } else {
        decoded.append(c);
      }
    }
    int nul = decoded.indexOf("\0");
    return nul < 0 ? decoded.toString() : decoded.substring(0, nul);
  }

  private void escape(char c) {
    switch (c) {
      case 'a' -> decoded.append('\007');
      case 'b' -> decoded.append('\b');
      case 'e', 'E' -> decoded.append('\033');
      case 'f' -> decoded.append('\f');
      case 'n' -> decoded.append('\n');
      case 'r' -> decoded.append('\r');
      case 't' -> decoded.append('\t');
      case 'v' -> decoded.append('\013');
      case '\\', '\'', '"', '?' -> decoded.append(c);
      case 'x' -> number(16, 2, "\\x");
      case 'u' -> number(16, 4, "\\u");
      case 'U' -> number(16, 8, "\\U");
      case 'c' -> control();
      default -> octalOrItself(c);
    }
  }

  private void octalOrItself(char c) {
    if (c >= '0' && c <= '7') {
      position--;
      number(8, 3, "");
    } else {
      decoded.append('\\').append(c);
    }
  }

  private void number(int base, int digits, String otherwise) {
    int start = position;
    int value = 0;
    while (position < text.length()
        && position - start < digits
        && Character.digit(text.charAt(position), base) >= 0) {
      value = value * base + Character.digit(text.charAt(position++), base);
    }
    if (start == position) {
      decoded.append(otherwise);
    } else if (base == 8) {
      decoded.append((char) (value & 0xff));
    } else if (Character.isValidCodePoint(value)) {
      decoded.appendCodePoint(value);
    }
  }

  private void control() {
    if (position < text.length()) {
      decoded.append((char) (text.charAt(position++) & 0x1f));
    }
  }
}
