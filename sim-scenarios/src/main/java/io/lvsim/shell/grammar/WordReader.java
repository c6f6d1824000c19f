package io.lvsim.shell.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads words with their quotes and expansions. */
final class WordReader {
  private static final String METACHARACTERS = " \t\n|&;()<>";

  private final Source source;
  private final int depth;
  private final List<SyntaxError> warnings;
  private final DollarReader dollars;

  WordReader(Source source, int depth, List<SyntaxError> warnings) {
    this.source = source;
    this.depth = depth;
    this.warnings = warnings;
    this.dollars = new DollarReader(source, this, depth, warnings);
  }

  DollarReader dollars() {
    return dollars;
  }

  /** A word up to the next blank, line end or operator. */
  Word word() {
    return wordUntil(METACHARACTERS);
  }

  /** A word that ends before one of some characters when they are not quoted. */
  Word wordUntil(String endCharacters) {
    int start = source.position();
    PartCollector parts = new PartCollector();
    while (!source.atEnd()) {
      char c = source.peek();
      boolean process = (c == '<' || c == '>') && source.peekSecond() == '(';
      if (process && parts.isEmpty()) {
        parts.add(dollars.processSubstitution());
      } else if (endCharacters.indexOf(c) >= 0) {
        break;
      } else {
        unquotedPart(parts);
      }
    }
    return finish(parts, start);
  }

  /** An assignment if one begins here, else a word. */
  Argument wordOrAssignment() {
    Assignment assignment = assignment();
    return assignment == null ? word() : assignment;
  }

  /** Takes one character, quote or expansion outside of double quotes. */
  void unquotedPart(PartCollector parts) {
    char c = source.peek();
    switch (c) {
      case '\\' -> backslash(parts);
      case '\'' -> parts.quoted(singleQuoted());
      case '"' -> parts.add(doubleQuoted());
      case '`' -> parts.add(dollars.backquoted(false));
      case '$' -> dollar(parts, false);
      default -> parts.literal(source.next());
    }
  }

  /** Takes {@code "..."}. */
  WordPart.DoubleQuoted doubleQuoted() {
    int start = source.position();
    source.next();
    PartCollector parts = new PartCollector();
    while (source.peek() != '"') {
      if (source.atEnd()) {
        throw unterminated(start, '"');
      }
      quotedPart(parts, "$`\"\\");
    }
    source.next();
    return new WordPart.DoubleQuoted(parts.finish());
  }

  /** Takes one character or expansion as in double quotes. */
  void quotedPart(PartCollector parts, String escapable) {
    char c = source.peek();
    if (c == '\\' && escapable.indexOf(source.rawPeek(1)) >= 0 && source.rawPeek(1) != Source.END) {
      source.next();
      parts.quoted(String.valueOf(source.rawNext()));
    } else if (c == '`') {
      parts.add(dollars.backquoted(true));
    } else if (c == '$') {
      dollar(parts, true);
    } else {
      parts.literal(source.next());
    }
  }

  /** Takes {@code '...'}. */
  String singleQuoted() {
    int start = source.position();
    source.next();
    StringBuilder text = new StringBuilder();
    while (source.rawPeek(0) != '\'') {
      if (source.rawAtEnd()) {
        throw unterminated(start, '\'');
      }
      text.append(source.rawNext());
    }
    source.rawNext();
    return text.toString();
  }

  /** All of a here-document's text, in which only {@code $}, backquote and backslash count. */
  Word documentText(Source body) {
    WordReader reader = new WordReader(body, depth, warnings);
    PartCollector parts = new PartCollector();
    while (!body.atEnd()) {
      reader.quotedPart(parts, "$`\\");
    }
    return reader.finish(new WordPart.DoubleQuoted(parts.finish()));
  }

  Word finish(PartCollector parts, int start) {
    return new Word(parts.finish(), source.since(start), source.line(start), source.column(start));
  }

  SyntaxError unterminated(int start, char closing) {
    return source.error(start, "unexpected EOF while looking for matching `" + closing + "'");
  }

  /** A word without its quotes, as a here-document's delimiter is compared. */
  static String unquoted(Word word) {
    StringBuilder text = new StringBuilder();
    for (WordPart part : word.parts()) {
      text.append(unquoted(part));
    }
    return text.toString();
  }

  private Word finish(WordPart.DoubleQuoted text) {
    return new Word(List.of(text), source.since(0), source.line(0), 1);
  }

  private static String unquoted(WordPart part) {
    return switch (part) {
      case WordPart.Literal literal -> literal.text();
      case WordPart.Quoted quoted -> quoted.text();
      case WordPart.DoubleQuoted quoted ->
          String.join("", quoted.parts().stream().map(WordReader::unquoted).toList());
      case WordPart.Parameter parameter -> parameter.expansion().source();
      default -> "";
    };
  }

  private void backslash(PartCollector parts) {
    source.next();
    if (source.rawAtEnd()) {
      parts.quoted("\\");
    } else {
      parts.quoted(String.valueOf(source.rawNext()));
    }
  }

  private void dollar(PartCollector parts, boolean quoted) {
    WordPart part = dollars.read(quoted);
    if (part == null) {
      parts.literal('$');
    } else {
      parts.add(part);
    }
  }

  private @Nullable Assignment assignment() {
    int start = source.position();
    String name = dollars.name();
    if (name.isEmpty()) {
      return null;
    }
    Word subscript = source.peek() == '[' ? subscript() : null;
    boolean appending = source.take("+=");
    if (!appending && !source.take("=")) {
      source.reset(start);
      return null;
    }
    if (source.peek() == '(' && subscript == null) {
      List<Assignment.Element> elements = elements();
      return new Assignment(name, null, appending, null, elements, source.since(start));
    }
    Word value = word();
    return new Assignment(name, subscript, appending, value, List.of(), source.since(start));
  }

  /** Takes {@code [...]}; null, and nothing taken, if it has no end. */
  @Nullable Word subscript() {
    int start = source.position();
    source.next();
    PartCollector parts = new PartCollector();
    int open = 0;
    while (source.peek() != ']' || open > 0) {
      if (source.atEnd() || source.peek() == '\n') {
        source.reset(start);
        return null;
      }
      open += source.peek() == '[' ? 1 : source.peek() == ']' ? -1 : 0;
      unquotedPart(parts);
    }
    Word word = finish(parts, start + 1);
    source.next();
    return word;
  }

  private List<Assignment.Element> elements() {
    int start = source.position();
    source.next();
    List<Assignment.Element> elements = new ArrayList<>();
    while (true) {
      skipBlanksAndLines();
      if (source.atEnd()) {
        throw unterminated(start, ')');
      }
      if (source.peek() == ')') {
        source.next();
        return elements;
      }
      elements.add(element());
    }
  }

  private Assignment.Element element() {
    int start = source.position();
    if (source.peek() == '[') {
      Word subscript = subscript();
      if (subscript != null && source.take("=")) {
        return new Assignment.Element(subscript, word());
      }
      source.reset(start);
    }
    Word value = word();
    if (value.source().isEmpty()) {
      throw source.error(start, "syntax error near unexpected token `" + source.peek() + "'");
    }
    return new Assignment.Element(null, value);
  }

  private void skipBlanksAndLines() {
    while (!source.atEnd() && " \t\n#".indexOf(source.peek()) >= 0) {
      if (source.peek() == '#') {
        while (!source.rawAtEnd() && source.rawPeek(0) != '\n') {
          source.rawNext();
        }
      } else {
        source.next();
      }
    }
  }
}
