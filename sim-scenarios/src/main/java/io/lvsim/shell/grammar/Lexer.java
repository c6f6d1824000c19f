package io.lvsim.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script into words and operators, and reads here-documents behind the line they are on. */
final class Lexer {
  /** Longer operators before those that they begin with. */
  private static final String[] OPERATORS = {
    "&>>", "<<<", "<<-", ";;&", "&&", "||", ";;", ";&", "|&", "&>", "<<", ">>", "<&", ">&", "<>",
    ">|", "&", ";", "|", "<", ">", "(", ")"
  };

  private final Source source;
  private final WordReader words;
  private final List<PendingDocument> pending = new ArrayList<>();
  private final List<SyntaxError> warnings;

  private record PendingDocument(HereDocument document, Word delimiter, boolean stripTabs) {}

  Lexer(Source source, int depth, List<SyntaxError> warnings) {
    this.source = source;
    this.words = new WordReader(source, depth, warnings);
    this.warnings = warnings;
  }

  Source source() {
    return source;
  }

  WordReader words() {
    return words;
  }

  /**
   * Takes the next token.
   *
   * @param assignments whether {@code name=value} is an assignment here
   */
  Token next(boolean assignments) {
    skipBlanks();
    int start = source.position();
    if (source.atEnd()) {
      readPendingDocuments();
      return new Token(Token.Kind.END, "", null, start);
    }
    if (source.peek() == '\n') {
      source.next();
      readPendingDocuments();
      return new Token(Token.Kind.NEWLINE, "\n", null, start);
    }
    if (!startsProcessSubstitution()) {
      for (String operator : OPERATORS) {
        if (source.take(operator)) {
          return new Token(Token.Kind.OPERATOR, operator, null, start);
        }
      }
    }
    return wordOrDescriptor(assignments, start);
  }

  /** Remembers a here-document: its text begins behind the next line end. */
  HereDocument expectDocument(Word delimiter, boolean stripTabs) {
    HereDocument document = new HereDocument();
    pending.add(new PendingDocument(document, delimiter, stripTabs));
    return document;
  }

  /** Passes over blanks and comments. */
  void skipBlanks() {
    while (source.peek() == ' ' || source.peek() == '\t') {
      source.next();
    }
    if (source.peek() == '#') {
      while (!source.rawAtEnd() && source.rawPeek(0) != '\n') {
        source.rawNext();
      }
    }
  }

  void readPendingDocuments() {
    for (PendingDocument next : pending) {
      next.document.fill(readDocument(next));
    }
    pending.clear();
  }

  private boolean startsProcessSubstitution() {
    return (source.peek() == '<' || source.peek() == '>') && source.peekSecond() == '(';
  }

  private Token wordOrDescriptor(boolean assignments, int start) {
    Argument argument = assignments ? words.wordOrAssignment() : words.word();
    String text = source.since(start);
    boolean redirects = source.peek() == '<' || source.peek() == '>';
    boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    Token.Kind kind = redirects && number ? Token.Kind.DESCRIPTOR : Token.Kind.WORD;
    return new Token(kind, text, argument, start);
  }

  private Word readDocument(PendingDocument wanted) {
    String delimiter = WordReader.unquoted(wanted.delimiter);
    boolean literal = wanted.delimiter.quoted();
    int start = source.position();
    StringBuilder body = new StringBuilder();
    boolean continued = false;
    while (!source.rawAtEnd()) {
      String line = readLine();
      if (wanted.stripTabs && !continued) {
        line = line.replaceFirst("^\t+", "");
      }
      if (line.equals(delimiter) && !continued) {
        return documentWord(body.toString(), literal, start);
      }
      continued = !literal && endsInOddBackslashes(line);
      body.append(line).append('\n');
    }
    warnings.add(unterminated(wanted, delimiter, start));
    return documentWord(body.toString(), literal, start);
  }

  private SyntaxError unterminated(PendingDocument wanted, String delimiter, int start) {
    int line = wanted.delimiter.line();
    return new SyntaxError(
        line,
        wanted.delimiter.column(),
        "here-document at line "
            + source.line(Math.max(0, start - 1))
            + " delimited by end-of-file (wanted `"
            + delimiter
            + "')");
  }

  private Word documentWord(String body, boolean literal, int start) {
    int line = source.line(start);
    if (literal) {
      return new Word(List.of(new WordPart.Quoted(body)), body, line, 1);
    }
    return words.documentText(new Source(body, line, 1));
  }

  private String readLine() {
    StringBuilder line = new StringBuilder();
    while (!source.rawAtEnd()) {
      char c = source.rawNext();
      if (c == '\n') {
        break;
      }
      line.append(c);
    }
    return line.toString();
  }

  private static boolean endsInOddBackslashes(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1;
  }
}
