package io.lvsim.report;

/** How text is set off: with a terminal's colours, or not at all. */
public enum Ink {
  /** Plain text, for files and pipes. */
  PLAIN,
  /** With the escape sequences of ECMA-48 (SGR). */
  COLOURED;

  /** Something that went well. */
  public String good(String text) {
    return set("32", text);
  }

  /** Something that went wrong. */
  public String bad(String text) {
    return set("1;31", text);
  }

  /** Something to be found at a glance. */
  public String strong(String text) {
    return set("1", text);
  }

  /** Something beside the matter. */
  public String faint(String text) {
    return set("2", text);
  }

  private String set(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
