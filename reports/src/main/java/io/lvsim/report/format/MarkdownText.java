package io.lvsim.report.format;

import io.lvsim.report.VisibleText;
import java.util.List;

/** Text in GitHub's Markdown that stays text: no markup, no link, nobody's name called. */
final class MarkdownText {
  private static final int LENGTH_MAX = 500;
  private static final String PLAIN = " .,;=?%-/()'";

  private MarkdownText() {}

  /** Within a line or a cell of a table, as code. */
  static String code(String text) {
    String visible = VisibleText.lineOf(text);
    if (visible.codePointCount(0, visible.length()) > LENGTH_MAX) {
      visible = visible.substring(0, visible.offsetByCodePoints(0, LENGTH_MAX)) + " ...";
    }
    StringBuilder code = new StringBuilder("<code>");
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      if (isPlain(c) && !visible.startsWith("www.", i - 3)) {
        code.append(c);
      } else {
        code.append("&#").append((int) c).append(';');
      }
    }
    return code.append("</code>").toString();
  }

  /** Neither markup nor, as a colon or the dot of www would be, part of what becomes a link. */
  private static boolean isPlain(char c) {
    return c > 0x7F || Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
  }

  /** Lines in a fence that is longer than any in them. */
  static String block(List<String> lines) {
    StringBuilder block = new StringBuilder();
    for (String line : lines) {
      block.append(VisibleText.of(line)).append('\n');
    }
    String fence = "```";
    while (block.indexOf(fence) >= 0) {
      fence += "`";
    }
    return fence + "text\n" + block + fence + "\n";
  }
}
