package io.lvsim.shell.grammar;

import java.util.List;

/** A here-document's text. It is read later than the command that it belongs to. */
public final class HereDocument {
  static final HereDocument NONE = new HereDocument();

  private Word body = new Word(List.of(), "", 1, 1);

  HereDocument() {}

  /** The text, as a word to be expanded as in double quotes. */
  public Word body() {
    return body;
  }

  void fill(Word text) {
    body = text;
  }
}
