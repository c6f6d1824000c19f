package io.lvsim.shell.grammar;

import java.util.List;
import java.util.Set;

/** Reads what stands between {@code [[} and {@code ]]}, behind the opening brackets. */
final class ConditionReader {
  private static final Set<String> UNARY =
      Set.of(
          "-a", "-b", "-c", "-d", "-e", "-f", "-g", "-h", "-k", "-n", "-o", "-p", "-r", "-s", "-t",
          "-u", "-v", "-w", "-x", "-z", "-G", "-L", "-N", "-O", "-R", "-S");

  private static final Set<String> BINARY =
      Set.of(
          "=", "==", "!=", "=~", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot",
          "-ef");

  private final Parser parser;

  ConditionReader(Parser parser) {
    this.parser = parser;
  }

  /** Takes the condition and the closing brackets. */
  Condition read() {
    Condition condition = or();
    parser.skipNewlines();
    if (!isClosing(parser.peek(false))) {
      throw unexpected(parser.peek(false));
    }
    parser.take();
    return condition;
  }

  private Condition or() {
    Condition first = and();
    while (parser.peek(false).isOperator("||")) {
      parser.take();
      first = new Condition.Or(first, and());
    }
    return first;
  }

  private Condition and() {
    Condition first = term();
    while (parser.peek(false).isOperator("&&")) {
      parser.take();
      first = new Condition.And(first, term());
    }
    return first;
  }

  private Condition term() {
    parser.enter();
    skipNewlines();
    Token token = parser.take();
    Condition term;
    if (token.plain().equals("!")) {
      term = new Condition.Not(term());
    } else if (token.isOperator("(")) {
      term = or();
      parser.expectOperator(")");
    } else {
      term = test(token);
    }
    skipNewlines();
    parser.leave();
    return term;
  }

  private Condition test(Token token) {
    Word first = word(token);
    if (isClosing(token)) {
      throw unexpected(token);
    }
    if (UNARY.contains(token.plain()) && parser.peek(false).argument() instanceof Word operand) {
      if (!isClosing(parser.peek(false))) {
        return unary(token, operand);
      }
    }
    Token operator = parser.peek(false);
    if (!BINARY.contains(operatorText(operator))) {
      if (operator.is(Token.Kind.WORD) && !isClosing(operator)) {
        throw parser.source().error(operator.position(), "conditional binary operator expected");
      }
      return new Condition.Unary("-n", first);
    }
    parser.take();
    Word second =
        switch (operatorText(operator)) {
          case "=~" -> regex();
          case "=", "==", "!=" -> pattern();
          default -> word(parser.take());
        };
    return new Condition.Binary(first, operatorText(operator), second);
  }

  private Condition unary(Token operator, Word operand) {
    parser.take();
    return new Condition.Unary(operator.plain(), operand);
  }

  /** A pattern, in which {@code @(a|b)} and its kin may stand. */
  private Word pattern() {
    Source source = parser.source();
    while (source.peek() == ' ' || source.peek() == '\t') {
      source.next();
    }
    int start = source.position();
    WordReader words = new WordReader(source, parser.depth(), parser.warnings());
    PartCollector parts = new PartCollector();
    int open = 0;
    while (!source.atEnd() && (open > 0 || " \t\n;&|()<>".indexOf(source.peek()) < 0)) {
      char c = source.peek();
      boolean opens = "?*+@!".indexOf(c) >= 0 && source.peekSecond() == '(';
      open += opens ? 1 : c == ')' ? -1 : 0;
      words.unquotedPart(parts);
      if (opens) {
        parts.literal(source.next());
      }
    }
    Word pattern = words.finish(parts, start);
    if (pattern.source().isEmpty()) {
      throw unexpected(parser.peek(false));
    }
    if (pattern.plain().equals("]]")) {
      throw parser.source().error(start, "unexpected argument `]]' to conditional binary operator");
    }
    return pattern;
  }

  /** A regular expression ends at a blank; parentheses and bars in it are its own. */
  private Word regex() {
    Source source = parser.source();
    while (source.peek() == ' ' || source.peek() == '\t') {
      source.next();
    }
    int start = source.position();
    PartCollector parts = new PartCollector();
    int open = 0;
    while (!source.atEnd() && (open > 0 || " \t\n;&)".indexOf(source.peek()) < 0)) {
      char c = source.peek();
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      new WordReader(source, parser.depth(), parser.warnings()).unquotedPart(parts);
    }
    Word regex =
        new Word(parts.finish(), source.since(start), source.line(start), source.column(start));
    if (regex.source().isEmpty()) {
      throw unexpected(parser.peek(false));
    }
    return regex;
  }

  private Word word(Token token) {
    if (token.argument() instanceof Word word) {
      return word;
    }
    throw unexpected(token);
  }

  private SyntaxError unexpected(Token token) {
    if (token.is(Token.Kind.END)) {
      return parser.unexpected(token);
    }
    String shown = token.shown();
    List<String> words = List.of("unexpected token `" + shown + "' in conditional command");
    return parser.source().error(token.position(), "syntax error: " + words.getFirst());
  }

  private void skipNewlines() {
    while (parser.peek(false).is(Token.Kind.NEWLINE)) {
      parser.take();
    }
  }

  private static boolean isClosing(Token token) {
    return token.plain().equals("]]");
  }

  private static String operatorText(Token token) {
    return token.is(Token.Kind.OPERATOR) ? token.text() : token.plain();
  }
}
