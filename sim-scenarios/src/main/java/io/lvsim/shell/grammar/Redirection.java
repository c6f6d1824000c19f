package io.lvsim.shell.grammar;

/**
 * A redirection.
 *
 * @param descriptor the file descriptor's number as written, or -1 for the operator's own
 * @param kind what is done
 * @param target the file's name, the other descriptor, or the text
 * @param hereDocument where the text of a here-document is; empty for other kinds
 */
public record Redirection(int descriptor, Kind kind, Word target, HereDocument hereDocument) {
  /** What a redirection does. */
  public enum Kind {
    READ("<"),
    WRITE(">"),
    APPEND(">>"),
    CLOBBER(">|"),
    READ_WRITE("<>"),
    DUPLICATE_INPUT("<&"),
    DUPLICATE_OUTPUT(">&"),
    WRITE_BOTH("&>"),
    APPEND_BOTH("&>>"),
    HERE_DOCUMENT("<<"),
    HERE_DOCUMENT_TABS("<<-"),
    HERE_STRING("<<<");

    private final String operator;

    Kind(String operator) {
      this.operator = operator;
    }

    /** As written. */
    public String operator() {
      return operator;
    }
  }
}
