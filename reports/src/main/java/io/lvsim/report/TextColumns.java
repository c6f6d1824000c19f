package io.lvsim.report;

/** Text in columns of a terminal, where a character may take two. */
public final class TextColumns {
  private TextColumns() {}

  /** How many columns a text takes that {@link VisibleText} has made safe. */
  public static int width(String text) {
    return text.codePoints().map(TextColumns::width).sum();
  }

  /** A text from elsewhere, safe, on one line, and cut to so many columns. */
  public static String cut(String untrusted, int columns) {
    String text = VisibleText.lineOf(untrusted);
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (used + width(point) > columns - 1) {
        break;
      }
      cut.appendCodePoint(point);
      used += width(point);
    }
    return columns < 1 ? "" : cut.append('~').toString();
  }

  /** The same, filled up with spaces. */
  public static String pad(String untrusted, int columns) {
    String text = cut(untrusted, columns);
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** As the East Asian wide and fullwidth blocks of Unicode (UAX #11), and marks that take none. */
  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (0x1100 <= point && point <= 0x115F)
            || (0x2E80 <= point && point <= 0xA4CF)
            || (0xAC00 <= point && point <= 0xD7A3)
            || (0xF900 <= point && point <= 0xFAFF)
            || (0xFE30 <= point && point <= 0xFE6F)
            || (0xFF00 <= point && point <= 0xFF60)
            || (0xFFE0 <= point && point <= 0xFFE6)
            || (0x1F300 <= point && point <= 0x1FAFF)
            || (0x20000 <= point && point <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
