package io.lvsim.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/** Collects a word's parts; characters of one kind in a row become one part. */
final class PartCollector {
  private final List<WordPart> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  void literal(char c) {
    literal.append(c);
  }

  void quoted(String text) {
    add(new WordPart.Quoted(text));
  }

  void add(WordPart part) {
    flush();
    parts.add(part);
  }

  boolean isEmpty() {
    return parts.isEmpty() && literal.isEmpty();
  }

  List<WordPart> finish() {
    flush();
    return List.copyOf(parts);
  }

  private void flush() {
    if (!literal.isEmpty()) {
      parts.add(new WordPart.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
