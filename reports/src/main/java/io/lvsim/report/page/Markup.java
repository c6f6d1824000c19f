package io.lvsim.report.page;

/** Text from outside, made harmless where it stands in a page. */
final class Markup {
  private Markup() {}

  /** As the text of an element, or a quoted attribute. */
  static String text(String untrusted) {
    return untrusted
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** JSON as the content of a script element: nothing in it can end the element. */
  static String json(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
