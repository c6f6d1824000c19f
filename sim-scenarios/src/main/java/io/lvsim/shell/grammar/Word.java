package io.lvsim.shell.grammar;

import java.util.List;

/**
 * A word as written, before any expansion.
 *
 * @param parts in order
 * @param source the characters it was written with
 * @param line where it begins, from 1
 * @param column where it begins, from 1
 */
public record Word(List<WordPart> parts, String source, int line, int column) implements Argument {
  /** The word's text if nothing in it is quoted or expanded, else an empty text. */
  public String plain() {
    if (parts.size() == 1 && parts.getFirst() instanceof WordPart.Literal literal) {
      return literal.text();
    }
    return "";
  }

  /** Whether any character of it is quoted, as asked of a here-document's delimiter. */
  boolean quoted() {
    return parts.stream()
        .anyMatch(part -> part instanceof WordPart.Quoted || part instanceof WordPart.DoubleQuoted);
  }
}
