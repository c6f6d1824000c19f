package io.lvsim.shell.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what begins with a dollar sign or a backquote. */
final class DollarReader {
  private static final String SPECIAL_PARAMETERS = "?#@*$!-";

  private final Source source;
  private final WordReader words;
  private final int depth;
  private final List<SyntaxError> warnings;

  DollarReader(Source source, WordReader words, int depth, List<SyntaxError> warnings) {
    this.source = source;
    this.words = words;
    this.depth = depth;
    this.warnings = warnings;
  }

  /** Takes {@code $...}; null, with the dollar sign taken, if it stands for itself. */
  @Nullable WordPart read(boolean inDoubleQuotes) {
    int start = source.position();
    source.next();
    char c = source.peek();
    if (c == '{') {
      source.next();
      return new BraceReader(source, words, this, inDoubleQuotes).read(start);
    }
    if (c == '(') {
      return parenthesis(start);
    }
    if (c == '\'' && !inDoubleQuotes) {
      return new WordPart.Quoted(AnsiCQuotes.decode(ansiCQuoted(start)));
    }
    if (c == '"' && !inDoubleQuotes) {
      return words.doubleQuoted();
    }
    String name = parameterName(false);
    return name.isEmpty() ? null : plain(name, source.since(start));
  }

  /** Takes a variable's name; empty if none begins here. */
  String name() {
    StringBuilder name = new StringBuilder();
    while (isNameCharacter(source.peek(), name.isEmpty())) {
      name.append(source.next());
    }
    return name.toString();
  }

  /** Takes a parameter's name: a variable's, a number, or a special one. */
  String parameterName(boolean inBraces) {
    char c = source.peek();
    if (isDigit(c)) {
      StringBuilder digits = new StringBuilder().append(source.next());
      while (inBraces && isDigit(source.peek())) {
        digits.append(source.next());
      }
      return digits.toString();
    }
    if (c != Source.END && SPECIAL_PARAMETERS.indexOf(c) >= 0) {
      return String.valueOf(source.next());
    }
    return name();
  }

  /** Takes a backquoted command. */
  WordPart backquoted(boolean inDoubleQuotes) {
    int start = source.position();
    source.next();
    StringBuilder text = new StringBuilder();
    while (source.rawPeek(0) != '`') {
      if (source.rawAtEnd()) {
        throw words.unterminated(start, '`');
      }
      char c = source.rawNext();
      char following = source.rawPeek(0);
      boolean escapes =
          c == '\\' && ("$`\\".indexOf(following) >= 0 || inDoubleQuotes && following == '"');
      text.append(escapes ? source.rawNext() : c);
    }
    source.rawNext();
    Source inner = new Source(text.toString(), source.line(start), source.column(start) + 1);
    Parser parser = new Parser(inner, depth + 1, warnings);
    return new WordPart.CommandSubstitution(parser.wholeScript());
  }

  /** Takes {@code <(...)} or {@code >(...)}. */
  WordPart processSubstitution() {
    int start = source.position();
    boolean reading = source.next() == '<';
    source.next();
    Command.Sequence body = new Parser(source, depth + 1, warnings).untilParenthesis(start);
    return new WordPart.ProcessSubstitution(body, reading);
  }

  /**
   * Takes an expression up to {@code ))}; null, with nothing taken, if the parentheses do not close
   * that way.
   *
   * @param start where to go back to
   */
  @Nullable Word arithmetic(int start) {
    int expressionStart = source.position();
    PartCollector parts = new PartCollector();
    int open = 0;
    while (true) {
      if (source.atEnd()) {
        source.reset(start);
        return null;
      }
      char c = source.peek();
      if (c == ')' && open == 0) {
        if (source.peekSecond() != ')') {
          source.reset(start);
          return null;
        }
        Word expression = words.finish(parts, expressionStart);
        source.next();
        source.next();
        return expression;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '"') {
        source.next();
      } else {
        words.quotedPart(parts, "$`\\\"");
      }
    }
  }

  private WordPart parenthesis(int start) {
    source.next();
    int afterFirst = source.position();
    if (source.peek() == '(') {
      source.next();
      Word expression = arithmetic(afterFirst);
      if (expression != null) {
        return new WordPart.Arithmetic(expression);
      }
    }
    Parser parser = new Parser(source, depth + 1, warnings);
    return new WordPart.CommandSubstitution(parser.untilParenthesis(start));
  }

  private String ansiCQuoted(int start) {
    source.next();
    StringBuilder text = new StringBuilder();
    while (source.rawPeek(0) != '\'') {
      if (source.rawAtEnd()) {
        throw words.unterminated(start, '\'');
      }
      char c = source.rawNext();
      text.append(c);
      if (c == '\\' && !source.rawAtEnd()) {
        text.append(source.rawNext());
      }
    }
    source.rawNext();
    return text.toString();
  }

  private static WordPart plain(String name, String written) {
    return new WordPart.Parameter(
        new ParameterExpansion(name, null, false, new ParameterExpansion.Plain(), written));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameCharacter(char c, boolean first) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && isDigit(c);
  }
}
