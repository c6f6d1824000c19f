package io.lvsim.report.format;

import io.lvsim.report.VisibleText;

/**
 * Text in XML 1.0. Characters that XML has no place for are shown as escapes, as on a terminal. The
 * mark by which GitLab and Jenkins attach files to test cases is broken: what a machine prints must
 * not name files of the CI system.
 */
final class XmlText {
  private static final String ATTACHMENT = "[[ATTACHMENT|";

  private XmlText() {}

  /** Between tags. */
  static String of(String text) {
    return escape(VisibleText.of(text));
  }

  /** Between quotation marks, on one line. */
  static String attribute(String text) {
    return escape(VisibleText.lineOf(text)).replace("\"", "&quot;");
  }

  private static String escape(String text) {
    return text.replace(ATTACHMENT, "[[ATTACHMENT\\x7c")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
